import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { Database } from '../database/database.js';
import type { SignalRetention } from '../database/signal-retention.js';
import { type ExpiredRows, TimePartitions } from '../database/time-partitions.js';

const DAY_MS = 86_400_000;

/** Security events go after LOG_RETENTION_DAYS, by whole days, and what was counted of them with them. */
@Injectable()
export class SecurityEventRetention implements SignalRetention {
  readonly table = 'security_event_records';

  constructor(
    private readonly partitions: TimePartitions,
    private readonly database: Database,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  async prepare(now: number): Promise<void> {
    for (const table of [this.table, 'security_event_hours']) await this.partitions.prepare(table, now);
  }

  /** @returns what went of the events; their hours and days are not counted */
  async expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const cutoff = new Date(now - this.configuration.current.log_retention_days * DAY_MS);
    const events = await this.partitions.dropBefore(this.table, 'occurred_at', cutoff, dryRun);
    if (!dryRun) {
      await this.partitions.dropBefore('security_event_hours', 'hour_at', cutoff, false);
      await this.database.query(
        `delete from security_event_days where day_at < date_trunc('day', $1::timestamptz, 'UTC')`,
        [cutoff],
      );
    }
    return events;
  }
}
