import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import { Database } from '../../database/database.js';
import type { SignalRetention } from '../../database/signal-retention.js';
import type { ExpiredRows } from '../../database/time-partitions.js';

const DAY_MS = 86_400_000;
/** How many alerts one transaction removes, so that it is short and holds few locks. */
const BATCH = 1000;

/**
 * Resolved alerts go, with their history and notifications, when they have been over for the configured days. Open alerts stay
 * whatever their age, so the table is not partitioned by day.
 */
@Injectable()
export class AlertRetention implements SignalRetention {
  readonly table = 'alert_instances';

  constructor(
    private readonly database: Database,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  /** There are no partitions to make. */
  async prepare(): Promise<void> {}

  async expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const cutoff = new Date(now - this.configuration.current.alert_retention_days * DAY_MS);
    const rows = dryRun ? await this.count(cutoff) : await this.remove(cutoff);
    return { table: this.table, partitions: [], rows };
  }

  private async count(cutoff: Date): Promise<number> {
    const [counted] = await this.database.query<{ count: number }>(
      'select count(*)::int as count from alert_instances where resolved_at < $1',
      [cutoff],
    );
    return counted!.count;
  }

  private async remove(cutoff: Date): Promise<number> {
    for (let removed = 0; ; ) {
      const batch = await this.removeBatch(cutoff);
      removed += batch;
      if (batch < BATCH) return removed;
    }
  }

  /** One statement, so one transaction: an alert never loses its history alone. */
  private async removeBatch(cutoff: Date): Promise<number> {
    const [removed] = await this.database.query<{ count: number }>(
      `with expired as (
         delete from alert_instances
         where alert_id in (select alert_id from alert_instances where resolved_at < $1 order by resolved_at limit ${BATCH})
         returning alert_id
       ), events as (
         delete from alert_events where alert_id in (select alert_id from expired)
       ), told as (
         delete from notifications where alert_id in (select alert_id from expired) returning notification_id
       ), attempts as (
         delete from notification_attempts where notification_id in (select notification_id from told)
       )
       select count(*)::int as count from expired`,
      [cutoff],
    );
    return removed!.count;
  }
}
