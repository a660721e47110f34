import type { Transaction } from '../../database/database.js';
import { type PackedBatch, unpackBatch } from '../inbox/packed-batch.js';
import { groupBySeries, type SeriesRuns } from '../samples/series-runs.js';
import type { InboxCache } from './inbox-cache.js';
import type { Pacer } from './pacer.js';

/** Rows fetched at a time: each may hold half a million samples. */
const ROWS_AT_A_TIME = 20;

/**
 * The inbox rows with samples from `startAt` to before `endAt` (epoch ms, or infinite), in the order in which they were written.
 *
 * @param on a transaction that sees one state throughout, since rows are moved to chunks at any time
 */
export async function readInbox(
  on: Transaction,
  cache: InboxCache,
  pacer: Pacer,
  startAt: number,
  endAt: number,
): Promise<SeriesRuns[]> {
  const rows = await on.query<{ id: string }>(
    'select id::text from metric_inbox where first_at < $2 and last_at >= $1 order by id',
    [timestamp(startAt), timestamp(endAt)],
  );
  const runs = new Map(rows.map(({ id }) => [id, cache.get(id)]));
  const unknown = rows.map(({ id }) => id).filter((id) => !runs.get(id));
  for (let start = 0; start < unknown.length; start += ROWS_AT_A_TIME) {
    const fetched = await on.query<{ id: string } & PackedBatch>(
      'select id::text, series_ids, times, sample_values, counts from metric_inbox where id = any($1::bigint[])',
      [unknown.slice(start, start + ROWS_AT_A_TIME)],
    );
    for (const row of fetched) {
      const decoded = groupBySeries(unpackBatch(row));
      runs.set(row.id, decoded);
      cache.add(row.id, decoded);
      await pacer.pause();
    }
  }
  return [...runs.values()].map((decoded) => decoded!);
}

function timestamp(at: number): Date | string {
  if (Number.isFinite(at)) return new Date(at);
  return at > 0 ? 'infinity' : '-infinity';
}
