import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { Database } from '../database/database.js';
import { expireRows } from '../database/expire-rows.js';
import type { SignalRetention } from '../database/signal-retention.js';
import type { ExpiredRows } from '../database/time-partitions.js';

const DAY_MS = 86_400_000;

/** Versions of services go once nothing that they sent can be left. */
@Injectable()
export class ServiceVersionRetention implements SignalRetention {
  readonly table = 'service_versions';

  constructor(
    private readonly database: Database,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  async prepare(): Promise<void> {}

  expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const { metric_retention_days, log_retention_days } = this.configuration.current;
    const days = Math.max(metric_retention_days, log_retention_days);
    return expireRows(this.database, { table: this.table, timeColumn: 'last_seen_at' }, now - days * DAY_MS, dryRun);
  }
}
