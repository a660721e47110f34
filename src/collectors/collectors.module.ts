import { Module } from '@nestjs/common';
import { ErrorsModule } from '../errors/errors.module.js';
import { MetricsModule } from '../metrics/metrics.module.js';
import { SecurityModule } from '../security/security.module.js';
import { TracingModule } from '../tracing/tracing.module.js';
import { DatabaseCollector } from './database/database.collector.js';
import { DatabaseController } from './database/database.controller.js';
import { DatabaseProbe } from './database/database.probe.js';
import { ErrorCollector } from './errors/error.collector.js';
import { HostCollector } from './host/host.collector.js';
import { HostProbe } from './host/host.probe.js';
import { SystemController } from './host/system.controller.js';
import { ErrorRateCollector } from './requests/error-rate.collector.js';
import { SecurityEventCollector } from './security/security-event.collector.js';
import { SlowOperationCollector } from './spans/slow-operation.collector.js';
import { SpanCollector } from './spans/span.collector.js';

/**
 * Owns the figures of the machine, of the database and of what spans, errors and requests tell. Takes in readings of them. Gives out metrics and the latest
 * figures, and to the sampling of traces what is slow.
 */
@Module({
  imports: [MetricsModule, TracingModule, ErrorsModule, SecurityModule],
  controllers: [SystemController, DatabaseController],
  providers: [
    HostProbe,
    HostCollector,
    DatabaseProbe,
    DatabaseCollector,
    SpanCollector,
    SlowOperationCollector,
    ErrorCollector,
    ErrorRateCollector,
    SecurityEventCollector,
  ],
})
export class CollectorsModule {}
