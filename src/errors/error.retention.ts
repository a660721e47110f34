import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { Database, type Transaction } from '../database/database.js';
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
      await this.database.transaction((tx) => removeGroups(tx, cutoff));
    }
    return events;
  }
}

/**
 * Removes groups without events since the day of `cutoff`, and all that belongs to them. Their fingerprints are locked before it is
 * decided, as writers of errors do, so that none goes to which an error comes meanwhile.
 */
async function removeGroups(tx: Transaction, cutoff: Date): Promise<void> {
  const isExpired = `last_seen_at < date_trunc('day', $1::timestamptz, 'UTC')`;
  await tx.query(
    `select 1 from error_fingerprints where group_id in (select group_id from error_groups where merged_into is null and ${isExpired})
     order by fingerprint_id for update`,
    [cutoff],
  );
  await tx.query(
    `with expired as (delete from error_groups where merged_into is null and ${isExpired} returning group_id),
     merged as (delete from error_groups g using expired e where g.merged_into = e.group_id returning g.group_id),
     gone as (select group_id from expired union all select group_id from merged),
     users as (delete from error_group_users u using gone where u.group_id = gone.group_id),
     merged_users as (delete from error_merged_users u using gone where u.group_id = gone.group_id),
     fingerprints as (delete from error_fingerprints f using gone where f.fingerprint_id = gone.group_id)
     delete from error_group_events e using gone where e.group_id = gone.group_id`,
    [cutoff],
  );
}
