import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { Database } from '../database/database.js';
import type { SignalRetention } from '../database/signal-retention.js';
import { type ExpiredRows, TimePartitions } from '../database/time-partitions.js';

const DAY_MS = 86_400_000;

/** Errors go after LOG_RETENTION_DAYS, by whole days; a group goes when its last event has gone. */
@Injectable()
export class ErrorRetention implements SignalRetention {
  readonly table = 'error_events';

  constructor(
    private readonly partitions: TimePartitions,
    private readonly database: Database,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  async prepare(now: number): Promise<void> {
    for (const table of [this.table, 'error_group_hours', 'error_left_out_minutes', 'error_attachments']) {
      await this.partitions.prepare(table, now);
    }
  }

  /** @returns what went of the events; their hours and groups are not counted */
  async expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const cutoff = new Date(now - this.configuration.current.log_retention_days * DAY_MS);
    const events = await this.partitions.dropBefore(this.table, 'occurred_at', cutoff, dryRun);
    if (!dryRun) {
      await this.partitions.dropBefore('error_group_hours', 'hour_at', cutoff, false);
      await this.partitions.dropBefore('error_left_out_minutes', 'minute_at', cutoff, false);
      await this.partitions.dropBefore('error_attachments', 'occurred_at', cutoff, false);
      await this.database.query('delete from error_group_facts where at < $1', [cutoff]);
      await this.database.query(
        `with gone as (delete from error_groups where last_seen_at < date_trunc('day', $1::timestamptz, 'UTC') returning group_id)
         delete from error_group_events e using gone where e.group_id = gone.group_id`,
        [cutoff],
      );
    }
    return events;
  }
}
