import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import type { SignalRetention } from '../../database/signal-retention.js';
import { type ExpiredRows, TimePartitions } from '../../database/time-partitions.js';

const DAY_MS = 86_400_000;

/** Exemplars go with the samples they belong to, after METRIC_RETENTION_DAYS, by whole days. */
@Injectable()
export class ExemplarRetention implements SignalRetention {
  readonly table = 'metric_exemplars';

  constructor(
    private readonly partitions: TimePartitions,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  prepare(now: number): Promise<void> {
    return this.partitions.prepare(this.table, now);
  }

  expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const cutoff = new Date(now - this.configuration.current.metric_retention_days * DAY_MS);
    return this.partitions.dropBefore(this.table, 'second_at', cutoff, dryRun);
  }
}
