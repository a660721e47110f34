import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import { Database } from '../../database/database.js';
import { expireRows } from '../../database/expire-rows.js';
import type { SignalRetention } from '../../database/signal-retention.js';
import type { ExpiredRows } from '../../database/time-partitions.js';

const DAY_MS = 86_400_000;
/** Uses are noted to about a day. */
const SPARE_DAYS = 1;

/** Source maps go LOG_RETENTION_DAYS after an error last needed them: no error is left then that could. */
@Injectable()
export class SourceMapRetention implements SignalRetention {
  readonly table = 'source_maps';

  constructor(
    private readonly database: Database,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  async prepare(): Promise<void> {}

  expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const days = this.configuration.current.log_retention_days + SPARE_DAYS;
    return expireRows(this.database, { table: this.table, timeColumn: 'used_at' }, now - days * DAY_MS, dryRun);
  }
}
