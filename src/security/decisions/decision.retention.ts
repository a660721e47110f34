import { Injectable } from '@nestjs/common';
import { MonitoringConfiguration } from '../../configuration/monitoring-configuration.js';
import { Database } from '../../database/database.js';
import { expireRows } from '../../database/expire-rows.js';
import type { SignalRetention } from '../../database/signal-retention.js';
import type { ExpiredRows } from '../../database/time-partitions.js';

const DAY_MS = 86_400_000;

/** Decisions go LOG_RETENTION_DAYS after they ran out or were lifted. */
@Injectable()
export class DecisionRetention implements SignalRetention {
  readonly table = 'security_decisions';

  constructor(
    private readonly database: Database,
    private readonly configuration: MonitoringConfiguration,
  ) {}

  async prepare(): Promise<void> {}

  expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    const before = now - this.configuration.current.log_retention_days * DAY_MS;
    return expireRows(this.database, { table: this.table, timeColumn: 'least(expires_at, lifted_at)' }, before, dryRun);
  }
}
