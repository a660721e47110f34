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

/** A row that holds a batch; `shard` is null for those of the inbox, which are of all series. */
export interface BatchPlace {
  readonly table: BatchTable;
  readonly id: string;
  readonly shard: number | null;
}

/**
 * The rows with samples from `startAt` to before `endAt` (epoch ms, or infinite), in the order in which they were written: what is in the
 * inbox came after everything in blocks and chunks.
 */
export function listBatches(tx: Transaction, startAt: number, endAt: number): Promise<BatchPlace[]> {
  return tx.query<BatchPlace>(
    `select 'metric_blocks' as "table", block_id as id, shard from metric_blocks where first_at < $2 and last_at >= $1
     union all select 'metric_inbox', id, null from metric_inbox where first_at < $2 and last_at >= $1
     order by "table", id`,
    [timestamp(startAt), timestamp(endAt)],
  );
}

/** The samples of rows, in their order. */
export async function readBatches(source: BatchSource, places: readonly BatchPlace[]): Promise<OrderedRuns[]> {
  const read: OrderedRuns[] = [];
  for (const table of ['metric_blocks', 'metric_inbox'] as const) {
    const ids = places.filter((place) => place.table === table).map(({ id }) => id);
    const runs = await readRuns(source, table, ids);
    for (const [i, one] of runs.entries())
      read.push({ order: table === 'metric_inbox' ? Infinity : Number(ids[i]), runs: one });
  }
  return read;
}

async function readRuns(source: BatchSource, table: BatchTable, ids: readonly string[]): Promise<SeriesRuns[]> {
  const { tx, cache, pacer } = source;
  const batches = new Map<string, CachedBatch | undefined>(ids.map((id) => [id, cache.get(table, id)]));
  const unknown = ids.filter((id) => !batches.get(id));
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
