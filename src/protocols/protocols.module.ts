import { Module, RequestMethod } from '@nestjs/common';
import type { RouteInfo } from '@nestjs/common/interfaces/index.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { OtlpMetricsController } from './otlp/metrics/otlp-metrics.controller.js';
import { OtlpMetricsIngest } from './otlp/metrics/otlp-metrics.ingest.js';
import { StreamMemory } from './otlp/metrics/stream-memory.js';
import { RefusalLog } from './refusal-log.js';
import { RemoteWriteController } from './remote-write/remote-write.controller.js';
import { RemoteWriteIngest } from './remote-write/remote-write.ingest.js';

/** Routes whose paths the protocols prescribe: they stand outside the API's prefix. */
export const PROTOCOL_ROUTES: RouteInfo[] = ['api/v1/write', 'v1/metrics'].map((path) => ({
  path,
  method: RequestMethod.POST,
}));

/**
 * Owns the standard protocols. Takes in what Prometheus servers, OpenTelemetry SDKs and Collectors send. Gives it to the
 * signals' recorders, translated.
 */
@Module({
  imports: [MetricsModule],
  controllers: [RemoteWriteController, OtlpMetricsController],
  providers: [RefusalLog, RemoteWriteIngest, StreamMemory, OtlpMetricsIngest],
})
export class ProtocolsModule {}
