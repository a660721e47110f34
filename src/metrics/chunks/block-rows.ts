import { float8Array, int4Array, timestamptzArray } from '../../database/binary-arrays.js';
import type { Transaction } from '../../database/database.js';
import { encodeBatch } from '../codec/batch-codec.js';
import type { SampleBatch } from '../samples/sample-batch.js';
import type { ChunkSummary } from './chunk-summary.js';

/** How many neighbouring series share blocks, as a power of two. */
const SHARD_BITS = 10;

/** The shard of a series: series with neighbouring ids are usually sent and read together. */
export function shardOf(seriesId: number): number {
  return seriesId >> SHARD_BITS;
}

/** The samples of one shard and hour that wait to become chunks, series by series, each ascending in time. */
export interface Block {
  readonly shard: number;
  /** Start of the hour, epoch ms. */
  readonly hour: number;
  readonly batch: SampleBatch;
  /** The series in it, ascending, and of each what a chunk would say. */
  readonly seriesIds: readonly number[];
  readonly summaries: readonly ChunkSummary[];
}

/** Writes blocks; those of one series and hour must be given in the order in which their samples were written. */
export async function insertBlocks(on: Transaction, blocks: readonly Block[]): Promise<void> {
  for (const { shard, hour, batch, seriesIds, summaries } of blocks) {
    const column = (value: (summary: ChunkSummary) => number): number[] => summaries.map(value);
    const starts = column(({ startAt }) => startAt);
    const ends = column(({ endAt }) => endAt);
    await on.query(
      `insert into metric_blocks (shard, hour, first_at, last_at, sample_count, samples, series_ids, start_ats, end_ats,
                                  sample_counts, observation_counts, first_values, last_values, min_values, max_values, sum_values)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
      [
        shard,
        new Date(hour),
        new Date(Math.min(...starts)),
        new Date(Math.max(...ends)),
        batch.seriesIds.length,
        encodeBatch(batch, 'small'),
        int4Array(seriesIds),
        timestamptzArray(starts),
        timestamptzArray(ends),
        int4Array(column(({ sampleCount }) => sampleCount)),
        float8Array(column(({ observationCount }) => observationCount)),
        float8Array(column(({ first }) => first)),
        float8Array(column(({ last }) => last)),
        float8Array(column(({ min }) => min)),
        float8Array(column(({ max }) => max)),
        float8Array(column(({ sum }) => sum)),
      ],
    );
  }
}
