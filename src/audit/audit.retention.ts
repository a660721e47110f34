import { Injectable } from '@nestjs/common';
import { Environment } from '../config/environment.js';
import { Database, type Transaction } from '../database/database.js';
import type { SignalRetention } from '../database/signal-retention.js';
import type { ExpiredRows } from '../database/time-partitions.js';
import type { ChainPoint } from './chain/check-chain.js';
import { insertCheckpoint } from './checkpoints/checkpoint.rows.js';
import { CheckpointSigner } from './checkpoints/checkpoint.signer.js';

const DAY_MS = 86_400_000;

/**
 * Entries go by whole days once they are older than AUDIT_RETENTION_DAYS; without that never, as a record of who did what is not ours to
 * forget. A signed checkpoint marks where the chain was cut, so that what is left still verifies.
 */
@Injectable()
export class AuditRetention implements SignalRetention {
  readonly table = 'audit_entries';
  private readonly days: number | undefined;

  constructor(
    environment: Environment,
    private readonly database: Database,
    private readonly signer: CheckpointSigner,
  ) {
    this.days = environment.get('AUDIT_RETENTION_DAYS');
  }

  async prepare(): Promise<void> {}

  expire(now: number, dryRun: boolean): Promise<ExpiredRows> {
    if (this.days === undefined) return Promise.resolve(this.expired(0));
    const firstKept = new Date(Math.floor(now / DAY_MS - this.days) * DAY_MS);
    return this.database.transaction(async (tx) => {
      const last = await lastBefore(tx, firstKept);
      if (!last) return this.expired(0);
      if (dryRun) return this.expired(await countUpTo(tx, last.sequence));
      await insertCheckpoint(tx, this.signer.sign({ ...last, kind: 'cut', made_at: new Date(now).toISOString() }));
      const [gone] = await tx.query<{ rows: number }>(
        `with gone as (delete from audit_entries where sequence <= $1 returning 1) select count(*)::int as rows from gone`,
        [last.sequence],
      );
      return this.expired(gone!.rows);
    });
  }

  private expired(rows: number): ExpiredRows {
    return { table: this.table, partitions: [], rows };
  }
}

async function lastBefore(tx: Transaction, time: Date): Promise<ChainPoint | undefined> {
  const [row] = await tx.query<ChainPoint>(
    `select sequence::float8 as sequence, encode(hash, 'hex') as hash from audit_entries
     where recorded_at < $1 order by recorded_at desc, audit_entries.sequence desc limit 1`,
    [time],
  );
  return row;
}

async function countUpTo(tx: Transaction, sequence: number): Promise<number> {
  const [row] = await tx.query<{ rows: number }>(
    'select count(*)::int as rows from audit_entries where sequence <= $1',
    [sequence],
  );
  return row!.rows;
}
