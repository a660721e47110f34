import { isState, type SeriesShape } from '../metric-kind.js';
import { mergeSamples } from '../samples/merge-samples.js';
import type { Samples } from '../samples/samples.js';
import type { SeriesRuns } from '../samples/series-runs.js';
import type { Pacer } from './pacer.js';

/** A series to be read. */
export interface ReadSeries extends SeriesShape {
  readonly id: number;
}

/** How many look-ups by binary search cost as much as walking past so many series. */
const LOOKUP_COST = 8;

/** The samples that wanted series have in inbox rows (in the order of writing), each series' ascending in time. */
export async function looseSamples(
  inbox: readonly SeriesRuns[],
  wanted: readonly ReadSeries[],
  pacer: Pacer,
): Promise<Map<number, Samples>> {
  const found = new Map<number, Samples[]>(wanted.map(({ id }) => [id, []]));
  for (const runs of inbox) {
    if (wanted.length * LOOKUP_COST < runs.ids.length) lookUp(runs, found);
    else walk(runs, found);
    await pacer.pause();
  }
  const result = new Map<number, Samples>();
  for (const series of wanted) {
    const parts = found.get(series.id)!;
    if (parts.length > 0) result.set(series.id, mergeSamples(parts, isState(series)));
    await pacer.pause();
  }
  return result;
}

function lookUp(runs: SeriesRuns, found: ReadonlyMap<number, Samples[]>): void {
  for (const [id, parts] of found) {
    const samples = runs.find(id);
    if (samples) parts.push(samples);
  }
}

function walk(runs: SeriesRuns, found: ReadonlyMap<number, Samples[]>): void {
  for (let position = 0; position < runs.ids.length; position++) {
    found.get(runs.ids[position]!)?.push(runs.at(position));
  }
}
