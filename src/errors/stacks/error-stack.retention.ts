import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import { Database } from '../../database/database.js';
import { expireRows } from '../../database/expire-rows.js';
import type { SignalRetention } from '../../database/signal-retention.js';
import type { ExpiredRows } from '../../database/time-partitions.js';

const DAY_MS = 86_400_000;
/** Errors may be written a while after their stack, and are dropped by whole days. */
const SPARE_DAYS = 2;

/** Shared stacks go once no error that has one can be left: LOG_RETENTION_DAYS after the last of them arrived. */
@Injectable()
export class ErrorStackRetention implements SignalRetention {
  readonly table = 'error_stacks';

  constructor(
    private readonly database: Database,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  async prepare(): Promise<void> {}

  expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const days = this.configuration.current.log_retention_days + SPARE_DAYS;
    return expireRows(this.database, { table: this.table, timeColumn: 'seen_at' }, now - days * DAY_MS, dryRun);
  }
}
