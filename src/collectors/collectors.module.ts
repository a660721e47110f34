import { Module } from '@nestjs/common';
import { MetricsModule } from '../metrics/metrics.module.js';
import { DatabaseCollector } from './database/database.collector.js';
import { DatabaseController } from './database/database.controller.js';
import { DatabaseProbe } from './database/database.probe.js';
import { HostCollector } from './host/host.collector.js';
import { HostProbe } from './host/host.probe.js';
import { SystemController } from './host/system.controller.js';

/** Owns the figures of the machine and of the database. Takes in readings of both. Gives out gauges and the latest figures. */
@Module({
  imports: [MetricsModule],
  controllers: [SystemController, DatabaseController],
  providers: [HostProbe, HostCollector, DatabaseProbe, DatabaseCollector],
})
export class CollectorsModule {}
