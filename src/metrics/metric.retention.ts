import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import { Database } from '../database/database.js';
import type { SignalRetention } from '../database/signal-retention.js';
import { type ExpiredRows, TimePartitions } from '../database/time-partitions.js';

const DAY_MS = 86_400_000;
/** How long a batch that is sent again is recognized. */
const BATCH_DAYS = 7;

/** Metric chunks go by whole days, then the series that have none left, their totals, and old batch ids. */
@Injectable()
export class MetricRetention implements SignalRetention {
  readonly table = 'metric_chunks';

  constructor(
    private readonly partitions: TimePartitions,
    private readonly configuration: MonitoringConfiguration,
    private readonly database: Database,
  ) {}

  prepare(now: number): Promise<void> {
    return this.partitions.prepare(this.table, now);
  }

  async expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const cutoff = now - this.configuration.current.metric_retention_days * DAY_MS;
    const expired = await this.partitions.dropBefore(this.table, 'start_at', new Date(cutoff), dryRun);
    if (!dryRun) await this.removeTraces(now, cutoff);
    return expired;
  }

  /**
   * A series may have samples until the end of the day of the cutoff, and ten minutes after it was last seen; two days
   * more than the retention are past both. Replicas ask for the ids they use every hour, so none of them is in use.
   */
  private async removeTraces(now: number, cutoff: number): Promise<void> {
    await this.database.query('delete from metric_series where last_seen_at < $1', [new Date(cutoff - 2 * DAY_MS)]);
    await this.database.query(
      'delete from metric_totals t where not exists (select 1 from metric_series s where s.id = t.series_id)',
    );
    await this.database.query('delete from metric_batches where recorded_at < $1', [
      new Date(now - BATCH_DAYS * DAY_MS),
    ]);
  }
}
