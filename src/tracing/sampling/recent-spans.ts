import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Database } from '../../database/database.js';
import { HOUR, TimePartitions } from '../../database/time-partitions.js';

const TABLE = 'recent_spans';
const HOUR_MS = 3_600_000;

/** Of traces that wait for their decision nothing may go. */
const waitingIn = (table: string) =>
  `select from traces join ${table} as span using (trace_id) where traces.pending limit 1`;

/** Lets go of what was not kept once it is older than TRACE_RECENT_HOURS, by whole hours. */
@Injectable()
export class RecentSpans {
  private readonly recentMs: number;

  constructor(
    private readonly database: Database,
    private readonly partitions: TimePartitions,
    environment: Environment,
  ) {
    this.recentMs = environment.get('TRACE_RECENT_HOURS') * HOUR_MS;
  }

  /** Makes the partitions of the coming hours. `now` is epoch ms. */
  prepare(now: number): Promise<void> {
    return this.partitions.prepare(TABLE, now, HOUR);
  }

  /** Call it after the decisions: what waits for one stays. */
  async expire(now: number): Promise<void> {
    const cutoff = new Date(Math.floor((now - this.recentMs) / HOUR_MS) * HOUR_MS);
    for (const name of await this.partitions.endedBefore(TABLE, cutoff, HOUR)) {
      await this.partitions.drop(TABLE, name, waitingIn(name));
    }
    // Spans that were old when they arrived have no partition of their own.
    await this.database.query(
      `delete from ${TABLE}_default as span where started_at < $1
         and not exists (select from traces where traces.trace_id = span.trace_id and pending)`,
      [cutoff],
    );
    await this.database.query('delete from traces where sampling is null and not pending and started_at < $1', [
      cutoff,
    ]);
  }
}
