import type { Transaction } from '../../database/database.js';
import type { Pacer } from '../../jobs/pacer.js';
import { decodeBatch } from '../codec/batch-codec.js';
import type { SeriesRuns } from '../samples/series-runs.js';
import type { BatchCache, BatchTable, CachedBatch } from './batch-cache.js';

/** Rows fetched at a time: each may hold half a million samples. */
const ROWS_AT_A_TIME = 20;

const ID: Record<BatchTable, string> = { metric_inbox: 'id', metric_blocks: 'block_id' };

/** Where batches are read: a transaction that sees one state throughout, since rows are moved at any time. */
export interface BatchSource {
  readonly tx: Transaction;
  readonly cache: BatchCache;
  readonly pacer: Pacer;
}

/** A row's samples, and its place in the order of writing. */
export interface OrderedRuns {
  readonly order: number;
  readonly runs: SeriesRuns;
}

/**
 * The inbox rows with samples from `startAt` to before `endAt` (epoch ms, or infinite), in the order in which they were written.
 * They were written after everything in blocks and chunks.
 */
export async function readInbox(source: BatchSource, startAt: number, endAt: number): Promise<OrderedRuns[]> {
  const rows = await source.tx.query<{ id: string }>(
    'select id::text from metric_inbox where first_at < $2 and last_at >= $1 order by id',
    [timestamp(startAt), timestamp(endAt)],
  );
  const runs = await readRuns(source, 'metric_inbox', rows);
  return runs.map((one) => ({ order: Infinity, runs: one }));
}

/** The blocks of some shards with samples from `startAt` to before `endAt`, in the order in which they were written. */
export async function readBlocks(
  source: BatchSource,
  shards: readonly number[],
  startAt: number,
  endAt: number,
): Promise<OrderedRuns[]> {
  const rows = await source.tx.query<{ id: string }>(
    `select block_id::text as id from metric_blocks
     where shard = any($1::int4[]) and first_at < $3 and last_at >= $2 order by block_id`,
    [shards, timestamp(startAt), timestamp(endAt)],
  );
  const runs = await readRuns(source, 'metric_blocks', rows);
  return runs.map((one, i) => ({ order: Number(rows[i]!.id), runs: one }));
}

async function readRuns(
  source: BatchSource,
  table: BatchTable,
  rows: readonly { id: string }[],
): Promise<SeriesRuns[]> {
  const { tx, cache, pacer } = source;
  const batches = new Map<string, CachedBatch | undefined>(rows.map(({ id }) => [id, cache.get(table, id)]));
  const unknown = rows.map(({ id }) => id).filter((id) => !batches.get(id));
  for (let start = 0; start < unknown.length; start += ROWS_AT_A_TIME) {
    const fetched = await tx.query<{ id: string; samples: Buffer }>(
      `select ${ID[table]}::text as id, samples from ${table} where ${ID[table]} = any($1::bigint[])`,
      [unknown.slice(start, start + ROWS_AT_A_TIME)],
    );
    for (const { id, samples } of fetched) {
      batches.set(id, cache.add(table, id, decodeBatch(samples)));
      await pacer.pause();
    }
  }
  const runs: SeriesRuns[] = [];
  for (const batch of batches.values()) {
    runs.push(await batch!.bySeries());
    await pacer.pause();
  }
  return runs;
}

function timestamp(at: number): Date | string {
  if (Number.isFinite(at)) return new Date(at);
  return at > 0 ? 'infinity' : '-infinity';
}
