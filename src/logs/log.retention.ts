import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../configuration/monitoring-configuration.js';
import type { SignalRetention } from '../database/signal-retention.js';
import { type ExpiredRows, TimePartitions } from '../database/time-partitions.js';

const DAY_MS = 86_400_000;
const WORDS = 'log_words';

/** Log records go after LOG_RETENTION_DAYS, by whole days. */
@Injectable()
export class LogRetention implements SignalRetention {
  readonly table = 'log_records';

  constructor(
    private readonly partitions: TimePartitions,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  async prepare(now: number): Promise<void> {
    for (const table of [this.table, WORDS]) await this.partitions.prepare(table, now);
  }

  /** @returns what went of the records; their words are not counted */
  async expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const cutoff = new Date(now - this.configuration.current.log_retention_days * DAY_MS);
    if (!dryRun) await this.partitions.dropBefore(WORDS, 'at', cutoff, false);
    return this.partitions.dropBefore(this.table, 'occurred_at', cutoff, dryRun);
  }
}
