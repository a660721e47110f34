import { Module, RequestMethod } from '@nestjs/common';
import type { RouteInfo } from '@nestjs/common/interfaces/index.js';
import { ErrorsModule } from '../errors/errors.module.js';
import { LogsModule } from '../logs/logs.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { TracingModule } from '../tracing/tracing.module.js';
import { OtlpLogsController } from './otlp/logs/otlp-logs.controller.js';
import { OtlpLogsIngest } from './otlp/logs/otlp-logs.ingest.js';
import { OtlpMetricsController } from './otlp/metrics/otlp-metrics.controller.js';
import { OtlpMetricsIngest } from './otlp/metrics/otlp-metrics.ingest.js';
import { StreamMemory } from './otlp/metrics/stream-memory.js';
import { OtlpTracesController } from './otlp/traces/otlp-traces.controller.js';
import { OtlpTracesIngest } from './otlp/traces/otlp-traces.ingest.js';
import { RefusalLog } from './refusal-log.js';
import { RemoteWriteController } from './remote-write/remote-write.controller.js';
import { RemoteWriteIngest } from './remote-write/remote-write.ingest.js';
import { SentryController } from './sentry/sentry.controller.js';
import { SentryIngest } from './sentry/sentry.ingest.js';

/** Routes whose paths the protocols prescribe: they stand outside the API's prefix. */
export const PROTOCOL_ROUTES: RouteInfo[] = [
  'api/v1/write',
  'v1/metrics',
  'v1/traces',
  'v1/logs',
  'api/:project_id/envelope',
  'api/:project_id/store',
].map((path) => ({ path, method: RequestMethod.ALL }));

/**
 * Owns the standard protocols. Takes in what Prometheus servers, OpenTelemetry SDKs and Collectors send. Gives it to the
 * signals' recorders, translated.
 */
@Module({
  imports: [MetricsModule, TracingModule, LogsModule, ErrorsModule],
  controllers: [
    RemoteWriteController,
    OtlpMetricsController,
    OtlpTracesController,
    OtlpLogsController,
    SentryController,
  ],
  providers: [
    RefusalLog,
    RemoteWriteIngest,
    StreamMemory,
    OtlpMetricsIngest,
    OtlpTracesIngest,
    OtlpLogsIngest,
    SentryIngest,
  ],
})
export class ProtocolsModule {}
