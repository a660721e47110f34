import { CHUNK_WINDOW_MS } from '../chunks/build-chunks.js';
import type { ChunkRow } from '../chunks/chunk-rows.js';

/** About so many samples are worked on at a time. */
const PORTION_SAMPLES = 20_000;

/** Chunks of one series that can be worked on without looking at its others. */
export interface ChunkPortion {
  readonly seriesId: number;
  readonly rows: ChunkRow[];
  /**
   * No sample of a later portion is older (epoch ms): Infinity in the last portion of the series; -Infinity for
   * events, whose portions may be cut anywhere.
   */
  readonly until: number;
}

/**
 * Cuts chunks, ordered by series and start, which come in pages, into portions of bounded size. Chunks of states that may overlap, which are
 * those of one hour, stay together.
 */
export async function* cutPortions(
  pages: AsyncIterable<readonly ChunkRow[]>,
  isState: (seriesId: number) => boolean,
): AsyncGenerator<ChunkPortion> {
  let current: ChunkRow[] = [];
  let samples = 0;
  for await (const page of pages) {
    for (const row of page) {
      const last = current.at(-1);
      const until = last && boundary(last, row, isState(row.series_id));
      if (last && (until === Infinity || (until !== undefined && samples >= PORTION_SAMPLES))) {
        yield { seriesId: last.series_id, rows: current, until };
        current = [];
        samples = 0;
      }
      current.push(row);
      samples += row.sample_count;
    }
  }
  if (current.length > 0) yield { seriesId: current[0]!.series_id, rows: current, until: Infinity };
}

/** What a cut between two chunks would mean for `until`; undefined where there must be none. */
function boundary(before: ChunkRow, after: ChunkRow, state: boolean): number | undefined {
  if (before.series_id !== after.series_id) return Infinity;
  if (!state) return -Infinity;
  const hour = Math.floor(after.start_at / CHUNK_WINDOW_MS) * CHUNK_WINDOW_MS;
  return before.start_at < hour ? hour : undefined;
}
