import { Inject, Injectable, Logger } from '@nestjs/common';
import { Database } from '../database/database.js';
import { DatabaseUnavailable } from '../database/database-unavailable.js';
import type { SignalRetention } from '../database/signal-retention.js';
import type { ExpiredRows } from '../database/time-partitions.js';
import { Clock } from '../jobs/clock.js';
import { SIGNAL_RETENTIONS } from './signal-retentions.js';

/** What a clean-up did, table by table; a table that failed does not keep the others from being cleaned. */
export interface CleanupOutcome {
  results: ExpiredRows[];
  failed: { table: string; reason: string }[];
}

/** Somebody else is cleaning up at this moment. */
export class CleanupUnderWay extends Error {}

/** Makes every signal's partitions ahead of time and removes what is past its retention. */
@Injectable()
export class Cleanup {
  private readonly logger = new Logger(Cleanup.name);

  constructor(
    @Inject(SIGNAL_RETENTIONS) private readonly retentions: SignalRetention[],
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * Makes the partitions of the coming days. Rows of those days that wait in a default partition move into theirs.
   * @throws when a table could not be made ready, after all others were
   */
  async prepare(): Promise<void> {
    const faults: unknown[] = [];
    for (const retention of this.retentions) {
      await retention.prepare(this.clock.now()).catch((fault: unknown) => faults.push(fault));
    }
    if (faults.length > 0) throw faults[0];
  }

  /**
   * Removes what is past its retention, or with `dryRun` only tells what it would remove. Each table is done by itself, so a
   * clean-up that was cut off is simply run again.
   * @throws CleanupUnderWay while another one runs, in this replica or another
   */
  async run(dryRun: boolean): Promise<CleanupOutcome> {
    return this.database.transaction(async (tx) => {
      const [lock] = await tx.query<{ taken: boolean }>(
        `select pg_try_advisory_xact_lock(hashtext('cleanup')) as taken`,
      );
      if (!lock!.taken) throw new CleanupUnderWay('Another clean-up is under way.');
      const outcome: CleanupOutcome = { results: [], failed: [] };
      for (const retention of this.retentions) await this.expire(retention, dryRun, outcome);
      return outcome;
    });
  }

  private async expire(retention: SignalRetention, dryRun: boolean, outcome: CleanupOutcome): Promise<void> {
    try {
      outcome.results.push(await retention.expire(this.clock.now(), dryRun));
    } catch (fault) {
      if (fault instanceof DatabaseUnavailable) throw fault;
      this.logger.error({ err: fault, table: retention.table }, `cleaning up ${retention.table} failed`);
      outcome.failed.push({ table: retention.table, reason: fault instanceof Error ? fault.message : String(fault) });
    }
  }
}
