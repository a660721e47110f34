import type { Snapshot } from '../../database/database.js';
import { Pacer } from '../../jobs/pacer.js';
import { shardOf } from '../chunks/block-rows.js';
import { type ChunkRow, readChunkRow } from '../chunks/chunk-rows.js';
import type { SeriesPart } from '../evaluation/series-part.js';
import { isState } from '../metric-kind.js';
import { lowerBound, type Samples, sliceSamples } from '../samples/samples.js';
import type { SeriesRuns } from '../samples/series-runs.js';
import type { BatchCache } from './batch-cache.js';
import { readChunks } from './chunk.reader.js';
import { cutPortions } from './chunk-portions.js';
import { type LoosePart, looseSamples, type ReadSeries } from './loose-samples.js';
import { type BatchPlace, type BatchSource, listBatches, readBatches } from './read-batches.js';

/** Series asked for at a time: bounds the memory of a query, whatever its size. */
const SERIES_AT_A_TIME = 1000;

/** Some of the samples of a series. Portions of one series follow each other, those of states in ascending time. */
export interface SeriesPortion<S extends ReadSeries> {
  readonly series: S;
  /** In the order in which they were written. */
  readonly parts: readonly SeriesPart[];
}

/**
 * Inbox, blocks and chunks as they were at one moment, so that a sample on its way from one to the other is seen exactly
 * once. Must be used within the transaction it was made for (REPEATABLE READ).
 */
export class SampleSnapshot {
  /** Awaited between the parts of long work. */
  readonly pacer: Pacer;
  private readonly batches: BatchSource;
  /** Questions that belong together are about the same span of time. */
  private listed: { startAt: number; endAt: number; places: Promise<BatchPlace[]> } | undefined;

  constructor(
    readonly tx: Snapshot,
    cache: BatchCache,
    signal?: AbortSignal,
  ) {
    this.pacer = new Pacer(signal);
    this.batches = { tx, cache, pacer: this.pacer };
  }

  /**
   * The rows with samples from `startAt` to before `endAt` that were not yet moved to chunks. Asked for beside something else, it costs no
   * round trip of its own.
   */
  waiting(startAt: number, endAt: number): Promise<BatchPlace[]> {
    if (this.listed?.startAt !== startAt || this.listed.endAt !== endAt) {
      this.listed = { startAt, endAt, places: listBatches(this.tx, startAt, endAt) };
    }
    return this.listed.places;
  }

  /** What was recorded but was not moved yet, of all series. */
  async inbox(): Promise<SeriesRuns[]> {
    const places = await this.waiting(-Infinity, Infinity);
    const inbox = places.filter(({ table }) => table === 'metric_inbox');
    return (await readBatches(this.batches, inbox)).map(({ runs }) => runs);
  }

  /**
   * The samples of series from `startAt` to before `endAt` (epoch ms; parts may hold others too), in portions small
   * enough to be worked on without keeping others waiting. Series without any samples are left out.
   *
   * @param series ascending by id
   * @param waiting what `waiting` says of that span or a longer one
   */
  async *portions<S extends ReadSeries>(
    series: readonly S[],
    startAt: number,
    endAt: number,
    waiting?: readonly BatchPlace[],
  ): AsyncGenerator<SeriesPortion<S>> {
    const places = waiting ?? (await this.waiting(startAt, endAt));
    for (let start = 0; start < series.length; start += SERIES_AT_A_TIME) {
      const slice = series.slice(start, start + SERIES_AT_A_TIME);
      const shards = new Set(slice.map(({ id }) => shardOf(id)));
      const batches = await readBatches(
        this.batches,
        places.filter(({ shard }) => shard === null || shards.has(shard)),
      );
      const loose = await looseSamples(batches, slice, this.pacer);
      yield* this.slicePortions(slice, loose, startAt, endAt);
    }
  }

  private async *slicePortions<S extends ReadSeries>(
    slice: readonly S[],
    loose: ReadonlyMap<number, LoosePart[]>,
    startAt: number,
    endAt: number,
  ): AsyncGenerator<SeriesPortion<S>> {
    const byId = new Map(slice.map((series) => [series.id, { series, loose: loose.get(series.id) ?? [] }]));
    const pages = readChunks(this.tx, [...byId.keys()], startAt, endAt);
    for await (const portion of cutPortions(pages, (id) => isState(byId.get(id)!.series))) {
      const entry = byId.get(portion.seriesId)!;
      const taken = takeUntil(entry.loose, portion.until);
      entry.loose = taken.rest;
      yield { series: entry.series, parts: inOrder(portion.rows, taken.before) };
      await this.pacer.pause();
    }
    for (const { series, loose: rest } of byId.values()) {
      if (rest.length > 0) yield { series, parts: inOrder([], rest) };
      await this.pacer.pause();
    }
  }
}

/** Cuts each part at a time; parts without samples are left out. */
function takeUntil(parts: readonly LoosePart[], until: number): { before: LoosePart[]; rest: LoosePart[] } {
  const before: LoosePart[] = [];
  const rest: LoosePart[] = [];
  for (const { order, samples } of parts) {
    const { length } = samples.times;
    const cut = lowerBound(samples.times, until);
    if (cut > 0) before.push({ order, samples: sliceSamples(samples, 0, cut) });
    if (cut < length) rest.push({ order, samples: sliceSamples(samples, cut, length) });
  }
  return { before, rest };
}

/** Chunks and loose parts in the order in which they were written. */
function inOrder(rows: readonly ChunkRow[], loose: readonly LoosePart[]): SeriesPart[] {
  const parts = [
    ...rows.map((row) => ({ order: row.chunk_id, part: readChunkRow(row) })),
    ...loose.map(({ order, samples }) => ({ order, part: partOf(samples) })),
  ];
  return parts.sort((a, b) => a.order - b.order).map(({ part }) => part);
}

function partOf(samples: Samples): SeriesPart {
  return { samples: () => samples };
}
