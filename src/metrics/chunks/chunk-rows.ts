import { byteaArray, float8Array, int4Array, timestamptzArray } from '../../database/binary-arrays.js';
import type { Transaction } from '../../database/database.js';
import { decodeSamples } from '../codec/sample-codec.js';
import type { SeriesPart } from '../evaluation/series-part.js';
import type { Chunk } from './build-chunks.js';
import type { ChunkSummary } from './chunk-summary.js';

/** Columns of `metric_chunks` as {@link readChunkRow} expects them. */
export const CHUNK_COLUMNS = `series_id, chunk_id::float8,
  (extract(epoch from start_at) * 1000)::float8 as start_at, (extract(epoch from end_at) * 1000)::float8 as end_at,
  sample_count, observation_count, first_value, last_value, min_value, max_value, sum_value, columns`;

/** A row of `metric_chunks`. */
export interface ChunkRow {
  series_id: number;
  /** Ascends in the order of writing. */
  chunk_id: number;
  start_at: number;
  end_at: number;
  sample_count: number;
  observation_count: number;
  first_value: number;
  last_value: number;
  min_value: number;
  max_value: number;
  sum_value: number;
  columns: Buffer;
}

/** Most chunks of one statement: bounds its memory on both sides. */
const INSERT_CHUNKS = 5000;

/** A stored chunk as a part of its series: the summary at once, the samples when asked for. */
export function readChunkRow(row: ChunkRow): SeriesPart {
  const summary: ChunkSummary = {
    startAt: row.start_at,
    endAt: row.end_at,
    sampleCount: row.sample_count,
    observationCount: row.observation_count,
    first: row.first_value,
    last: row.last_value,
    min: row.min_value,
    max: row.max_value,
    sum: row.sum_value,
  };
  return { summary, samples: () => decodeSamples(row.columns) };
}

/**
 * Waits until no other transaction moves or joins chunks, and keeps others waiting until the end of this one; to be called
 * first. A job may have lost its own lock (a connection that ended) and go on beside the one of another replica: chunks
 * written at the same time would not be numbered in the order of their samples.
 */
export async function lockChunks(tx: Transaction): Promise<void> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('metric-chunks'))`);
}

/** Writes chunks; of one series they must be given in the order in which their samples were written. */
export async function insertChunks(on: Transaction, chunks: readonly Chunk[]): Promise<void> {
  for (let start = 0; start < chunks.length; start += INSERT_CHUNKS) {
    const slice = chunks.slice(start, start + INSERT_CHUNKS);
    const column = (value: (chunk: Chunk) => number): number[] => slice.map(value);
    await on.query(
      `insert into metric_chunks (series_id, start_at, end_at, sample_count, observation_count,
                                  first_value, last_value, min_value, max_value, sum_value, columns)
       select series_id, start_at, end_at, sample_count, observation_count,
              first_value, last_value, min_value, max_value, sum_value, columns
       from unnest($1::int4[], $2::timestamptz[], $3::timestamptz[], $4::int4[], $5::float8[],
                   $6::float8[], $7::float8[], $8::float8[], $9::float8[], $10::float8[], $11::bytea[])
         as given (series_id, start_at, end_at, sample_count, observation_count,
                   first_value, last_value, min_value, max_value, sum_value, columns)`,
      [
        int4Array(column((chunk) => chunk.seriesId)),
        timestamptzArray(column((chunk) => chunk.startAt)),
        timestamptzArray(column((chunk) => chunk.endAt)),
        int4Array(column((chunk) => chunk.sampleCount)),
        float8Array(column((chunk) => chunk.observationCount)),
        float8Array(column((chunk) => chunk.first)),
        float8Array(column((chunk) => chunk.last)),
        float8Array(column((chunk) => chunk.min)),
        float8Array(column((chunk) => chunk.max)),
        float8Array(column((chunk) => chunk.sum)),
        byteaArray(slice.map((chunk) => chunk.columns)),
      ],
    );
  }
}
