import type { Transaction } from '../../database/database.js';
import type { Checkpoint } from './checkpoint.js';

type CheckpointRow = Omit<Checkpoint, 'made_at'> & { made_at: Date };

/** All checkpoints, or those from a place on, or the newest so many, the newest first. */
export async function readCheckpoints(
  tx: Transaction,
  { from = 0, newest }: { from?: number; newest?: number } = {},
): Promise<Checkpoint[]> {
  const rows = await tx.query<CheckpointRow>(
    `select sequence::float8 as sequence, kind, encode(hash, 'hex') as hash, made_at, public_key, signature
     from audit_checkpoints where sequence >= $1 order by sequence desc, made_at desc limit $2`,
    [from, newest ?? null],
  );
  return rows.map((row) => ({ ...row, made_at: row.made_at.toISOString() }));
}

/** Of one place and kind the first is kept. */
export async function insertCheckpoint(tx: Transaction, checkpoint: Checkpoint): Promise<void> {
  const { sequence, kind, hash, made_at, public_key, signature } = checkpoint;
  await tx.query(
    `insert into audit_checkpoints (sequence, kind, hash, made_at, public_key, signature)
     values ($1, $2, decode($3, 'hex'), $4, $5, $6) on conflict do nothing`,
    [sequence, kind, hash, made_at, public_key, signature],
  );
}
