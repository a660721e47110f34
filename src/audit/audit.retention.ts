import { Injectable } from '@nestjs/common';
import type { SignalRetention } from '../database/signal-retention.js';
import { type ExpiredRows, TimePartitions } from '../database/time-partitions.js';

/** The audit trail is made ready for the coming days and never expires: a record of who did what is not ours to forget. */
@Injectable()
export class AuditRetention implements SignalRetention {
  readonly table = 'audit_entries';

  constructor(private readonly partitions: TimePartitions) {}

  prepare(now: number): Promise<void> {
    return this.partitions.prepare(this.table, now);
  }

  async expire(): Promise<ExpiredRows> {
    return { table: this.table, partitions: [], rows: 0 };
  }
}
