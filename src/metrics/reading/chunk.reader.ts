import { BinaryRows } from '../../database/binary-rows.js';
import type { Snapshot } from '../../database/database.js';
import { CHUNK_WINDOW_MS } from '../chunks/build-chunks.js';
import type { ChunkRow } from '../chunks/chunk-rows.js';

/** Chunks asked for first: few, so that work on them starts while others are on their way. */
const FIRST_CHUNKS = 500;
/** Chunks asked for at a time after that: bounds the memory of a query, whatever its size. */
const CHUNKS_AT_A_TIME = 5000;

/**
 * The chunks of some series with samples from `startAt` to before `endAt` (epoch ms), by series and start, page by page. The next
 * page is on its way while one is worked on.
 *
 * @param seriesIds at least one, ascending
 */
export async function* readChunks(
  tx: Snapshot,
  seriesIds: readonly number[],
  startAt: number,
  endAt: number,
): AsyncGenerator<ChunkRow[]> {
  let limit = FIRST_CHUNKS;
  const read = (after?: ChunkRow) => {
    const ids = after ? seriesIds.slice(seriesIds.indexOf(after.series_id)) : seriesIds;
    return tx.copyOut(selectChunks(ids, startAt, endAt, after, limit));
  };
  let pending: Promise<Buffer> | undefined = read();
  while (pending) {
    const page = readRows(await pending);
    const isLast = page.length < limit;
    limit = CHUNKS_AT_A_TIME;
    pending = isLast ? undefined : read(page.at(-1));
    pending?.catch(() => {}); // nobody may ask for it any more; whoever does is told
    yield page;
  }
}

function readRows(bytes: Buffer): ChunkRow[] {
  const rows = new BinaryRows(bytes);
  const page: ChunkRow[] = [];
  while (rows.next()) page.push(readRow(rows));
  return page;
}

/** Everything in it is a number or made of one. */
function selectChunks(
  seriesIds: readonly number[],
  startAt: number,
  endAt: number,
  after: ChunkRow | undefined,
  limit: number,
): string {
  const place = after
    ? `and (series_id, start_at, chunk_id) > (${after.series_id}, ${time(after.start_at)}, ${after.chunk_id})`
    : '';
  return `copy (
    select series_id, chunk_id, start_at, end_at, sample_count, observation_count,
           first_value, last_value, min_value, max_value, sum_value, columns
    from metric_chunks
    where series_id = any('{${seriesIds.join(',')}}'::int4[])
      and start_at > ${time(startAt - CHUNK_WINDOW_MS)} and start_at < ${time(endAt)} and end_at >= ${time(startAt)} ${place}
    order by series_id, start_at, chunk_id limit ${limit}
  ) to stdout (format binary)`;
}

/** Beyond these years ISO 8601 has another form. */
const YEAR_1 = Date.parse('0001-01-01T00:00:00Z');
const YEAR_9999 = Date.parse('9999-01-01T00:00:00Z');

/** A timestamptz literal. */
function time(at: number): string {
  return `'${new Date(Math.min(Math.max(at, YEAR_1), YEAR_9999)).toISOString()}'::timestamptz`;
}

function readRow(rows: BinaryRows): ChunkRow {
  return {
    series_id: rows.int4(),
    chunk_id: rows.int8(),
    start_at: rows.timestamptz(),
    end_at: rows.timestamptz(),
    sample_count: rows.int4(),
    observation_count: rows.float8(),
    first_value: rows.float8(),
    last_value: rows.float8(),
    min_value: rows.float8(),
    max_value: rows.float8(),
    sum_value: rows.float8(),
    columns: rows.bytea(),
  };
}
