import { int4Array } from '../../database/binary-arrays.js';
import type { Transaction } from '../../database/database.js';
import { CHUNK_WINDOW_MS } from '../chunks/build-chunks.js';
import { CHUNK_COLUMNS, type ChunkRow, readChunkRow } from '../chunks/chunk-rows.js';
import type { SeriesPart } from '../evaluation/series-part.js';
import { isState } from '../metric-kind.js';
import { lowerBound, type Samples, sliceSamples } from '../samples/samples.js';
import type { SeriesRuns } from '../samples/series-runs.js';
import { cutPortions } from './chunk-portions.js';
import { readInbox } from './inbox.reader.js';
import type { InboxCache } from './inbox-cache.js';
import { looseSamples, type ReadSeries } from './loose-samples.js';
import { Pacer } from './pacer.js';

/** Series and chunks asked for at a time: bounds the memory of a query, whatever its size. */
const SERIES_AT_A_TIME = 1000;
const CHUNKS_AT_A_TIME = 5000;

/** Some of the samples of a series. Portions of one series follow each other, those of states in ascending time. */
export interface SeriesPortion<S extends ReadSeries> {
  readonly series: S;
  /** In the order in which they were written. */
  readonly parts: readonly SeriesPart[];
}

/**
 * Inbox and chunks as they were at one moment, so that a sample on its way from one to the other is seen exactly once.
 * Must be used within the transaction it was made for (REPEATABLE READ).
 */
export class SampleSnapshot {
  /** Awaited between the parts of long work. */
  readonly pacer: Pacer;

  constructor(
    readonly tx: Transaction,
    private readonly cache: InboxCache,
    signal?: AbortSignal,
  ) {
    this.pacer = new Pacer(signal);
  }

  /** What was recorded for a span of time (epoch ms, or infinite) but is in no chunk yet, of all series. */
  inbox(startAt: number, endAt: number): Promise<SeriesRuns[]> {
    return readInbox(this.tx, this.cache, this.pacer, startAt, endAt);
  }

  /**
   * The samples of series from `startAt` to before `endAt` (epoch ms; parts may hold others too), in portions small
   * enough to be worked on without keeping others waiting. Series without any samples are left out.
   *
   * @param series ascending by id
   */
  async *portions<S extends ReadSeries>(
    series: readonly S[],
    startAt: number,
    endAt: number,
  ): AsyncGenerator<SeriesPortion<S>> {
    const inbox = await looseSamples(await this.inbox(startAt, endAt), series, this.pacer);
    for (let start = 0; start < series.length; start += SERIES_AT_A_TIME) {
      yield* this.slicePortions(series.slice(start, start + SERIES_AT_A_TIME), inbox, startAt, endAt);
    }
  }

  private async *slicePortions<S extends ReadSeries>(
    slice: readonly S[],
    inbox: ReadonlyMap<number, Samples>,
    startAt: number,
    endAt: number,
  ): AsyncGenerator<SeriesPortion<S>> {
    const byId = new Map(slice.map((series) => [series.id, { series, loose: inbox.get(series.id) }]));
    const rows = this.chunkRows([...byId.keys()], startAt, endAt);
    for await (const portion of cutPortions(rows, (id) => isState(byId.get(id)!.series))) {
      const entry = byId.get(portion.seriesId)!;
      const parts = portion.rows.sort((a, b) => a.chunk_id - b.chunk_id).map(readChunkRow);
      const taken = entry.loose ? lowerBound(entry.loose.times, portion.until) : 0;
      if (entry.loose && taken > 0) {
        parts.push(partOf(sliceSamples(entry.loose, 0, taken)));
        entry.loose = sliceSamples(entry.loose, taken, entry.loose.times.length);
      }
      yield { series: entry.series, parts };
      await this.pacer.pause();
    }
    for (const { series, loose } of byId.values()) {
      if (loose && loose.times.length > 0) yield { series, parts: [partOf(loose)] };
      await this.pacer.pause();
    }
  }

  private async *chunkRows(seriesIds: readonly number[], startAt: number, endAt: number): AsyncGenerator<ChunkRow> {
    let last: ChunkRow | undefined;
    do {
      const rows: ChunkRow[] = await this.tx.query<ChunkRow>(
        `select ${CHUNK_COLUMNS} from metric_chunks c
         where c.series_id = any($1::int4[]) and c.start_at > $2 and c.start_at < $3 and c.end_at >= $4
           and (c.series_id, c.start_at, c.chunk_id) > ($5, $6, $7)
         order by c.series_id, c.start_at, c.chunk_id limit ${CHUNKS_AT_A_TIME}`,
        [
          int4Array(seriesIds),
          new Date(startAt - CHUNK_WINDOW_MS), // no chunk is longer
          new Date(endAt),
          new Date(startAt),
          last?.series_id ?? 0,
          new Date(last?.start_at ?? 0),
          last?.chunk_id ?? 0,
        ],
      );
      yield* rows;
      last = rows.length === CHUNKS_AT_A_TIME ? rows.at(-1) : undefined;
    } while (last);
  }
}

function partOf(samples: Samples): SeriesPart {
  return { samples: () => samples };
}
