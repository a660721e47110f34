import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import { Database } from '../../database/database.js';
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

  async expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const days = this.configuration.current.log_retention_days + SPARE_DAYS;
    const expired = 'source_maps where used_at < $1';
    const sql = dryRun
      ? `select count(*)::int as count from ${expired}`
      : `with gone as (delete from ${expired} returning 1) select count(*)::int as count from gone`;
    const [row] = await this.database.query<{ count: number }>(sql, [new Date(now - days * DAY_MS)]);
    return { table: this.table, partitions: [], rows: row!.count };
  }
}
