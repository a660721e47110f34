import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import type { SignalRetention } from '../../database/signal-retention.js';
import { type ExpiredRows, TimePartitions } from '../../database/time-partitions.js';

const DAY_MS = 86_400_000;

/** Health checks are kept as long as logs. */
@Injectable()
export class HealthCheckRetention implements SignalRetention {
  readonly table = 'health_checks';

  constructor(
    private readonly partitions: TimePartitions,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  prepare(now: number): Promise<void> {
    return this.partitions.prepare(this.table, now);
  }

  expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const cutoff = new Date(now - this.configuration.current.log_retention_days * DAY_MS);
    return this.partitions.dropBefore(this.table, 'checked_at', cutoff, dryRun);
  }
}
