import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import type { SignalRetention } from '../database/signal-retention.js';
import { type ExpiredRows, TimePartitions } from '../database/time-partitions.js';
import { RecentSpans } from './sampling/recent-spans.js';

const DAY_MS = 86_400_000;

/** Spans and the summaries of their traces go after LOG_RETENTION_DAYS, by whole days. */
@Injectable()
export class TraceRetention implements SignalRetention {
  readonly table = 'spans';

  constructor(
    private readonly partitions: TimePartitions,
    private readonly configuration: MonitoringConfiguration,
    private readonly recent: RecentSpans,
  ) {}

  async prepare(now: number): Promise<void> {
    for (const table of [this.table, 'traces']) {
      await this.partitions.prepare(table, now);
    }
    await this.recent.prepare(now);
  }

  /** @returns what went of the spans; their traces' summaries are not counted */
  async expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const cutoff = new Date(now - this.configuration.current.log_retention_days * DAY_MS);
    if (!dryRun) {
      await this.partitions.dropBefore('traces', 'day_at', cutoff, false);
      await this.recent.expire(now);
    }
    return this.partitions.dropBefore(this.table, 'started_at', cutoff, dryRun);
  }
}
