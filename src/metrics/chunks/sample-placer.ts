import { concatDoubles } from '../samples/double-bits.js';
import { joinCounts, type Samples } from '../samples/samples.js';
import { type Block, shardOf } from './block-rows.js';
import { buildChunks, type Chunk, cutHours, hourOf } from './build-chunks.js';
import { type ChunkSummary, summarize } from './chunk-summary.js';

/** So many are stored together. */
const MANY_CHUNKS = 5000;
const MANY_BLOCKS = 32;

/** Where samples go. */
export interface Placed {
  readonly chunks: Chunk[];
  readonly blocks: Block[];
}

/** Samples that wait in the block of one shard and hour. */
interface OpenBlock {
  readonly seriesIds: number[];
  readonly parts: Samples[];
  readonly summaries: ChunkSummary[];
}

/**
 * Decides where samples go: many of one series and hour become chunks; few share a block with those of the neighbouring
 * series, because a row for each would cost more than the samples.
 */
export class SamplePlacer {
  private placed: Placed = { chunks: [], blocks: [] };
  private shard = Number.NaN;
  private open = new Map<number, OpenBlock>();

  /** @param enough so many samples of a series and hour make chunks */
  constructor(private readonly enough: number) {}

  /** Adds all samples of a series, ascending in time, at least one. Series must come in ascending order. */
  add(seriesId: number, samples: Samples): void {
    const shard = shardOf(seriesId);
    if (shard !== this.shard) this.closeShard(shard);
    for (const part of cutHours(samples)) {
      if (part.times.length >= this.enough) this.placed.chunks.push(...buildChunks(seriesId, part));
      else this.addToBlock(seriesId, part);
    }
  }

  /** Whether there is enough to be stored: what is placed takes more room than the samples. */
  get isFull(): boolean {
    return this.placed.chunks.length >= MANY_CHUNKS || this.placed.blocks.length >= MANY_BLOCKS;
  }

  /** What is ready to be stored, which is no longer here then. */
  take(): Placed {
    const { placed } = this;
    this.placed = { chunks: [], blocks: [] };
    return placed;
  }

  /** The same after the last series: all there is. */
  finish(): Placed {
    this.closeShard(Number.NaN);
    return this.take();
  }

  private addToBlock(seriesId: number, part: Samples): void {
    const hour = hourOf(part.times[0]!);
    const block = this.open.get(hour) ?? { seriesIds: [], parts: [], summaries: [] };
    this.open.set(hour, block);
    block.seriesIds.push(seriesId);
    block.parts.push(part);
    block.summaries.push(summarize(part));
  }

  private closeShard(next: number): void {
    for (const [hour, { seriesIds, parts, summaries }] of this.open) {
      const total = parts.reduce((sum, { times }) => sum + times.length, 0);
      const ids = new Int32Array(total);
      let offset = 0;
      seriesIds.forEach((id, i) => {
        const end = offset + parts[i]!.times.length;
        ids.fill(id, offset, end);
        offset = end;
      });
      const batch = {
        seriesIds: ids,
        times: concatDoubles(parts.map(({ times }) => times)),
        values: concatDoubles(parts.map(({ values }) => values)),
        counts: joinCounts(parts),
      };
      this.placed.blocks.push({ shard: this.shard, hour, batch, seriesIds, summaries });
    }
    this.open = new Map();
    this.shard = next;
  }
}
