import type { Pacer } from '../../jobs/pacer.js';
import { isState, type SeriesShape } from '../metric-kind.js';
import { mergeSamples } from '../samples/merge-samples.js';
import type { Samples } from '../samples/samples.js';
import type { OrderedRuns } from './read-batches.js';

/** A series to be read. */
export interface ReadSeries extends SeriesShape {
  readonly id: number;
}

/** Samples of one series, ascending in time, and their place in the order of writing. */
export interface LoosePart {
  readonly order: number;
  readonly samples: Samples;
}

/** How many look-ups by binary search cost as much as walking past so many series. */
const LOOKUP_COST = 8;

/** The samples that wanted series have in batches (in the order of writing): one part for each place in that order. */
export async function looseSamples(
  batches: readonly OrderedRuns[],
  wanted: readonly ReadSeries[],
  pacer: Pacer,
): Promise<Map<number, LoosePart[]>> {
  const found = new Map<number, LoosePart[]>(wanted.map(({ id }) => [id, []]));
  for (const batch of batches) {
    if (wanted.length * LOOKUP_COST < batch.runs.ids.length) lookUp(batch, found);
    else walk(batch, found);
    await pacer.pause();
  }
  const result = new Map<number, LoosePart[]>();
  for (const series of wanted) {
    const parts = found.get(series.id)!;
    if (parts.length > 0) result.set(series.id, joinParts(parts, isState(series)));
    await pacer.pause();
  }
  return result;
}

function lookUp({ order, runs }: OrderedRuns, found: ReadonlyMap<number, LoosePart[]>): void {
  for (const [id, parts] of found) {
    const samples = runs.find(id);
    if (samples) parts.push({ order, samples });
  }
}

function walk({ order, runs }: OrderedRuns, found: ReadonlyMap<number, LoosePart[]>): void {
  for (let position = 0; position < runs.ids.length; position++) {
    found.get(runs.ids[position]!)?.push({ order, samples: runs.at(position) });
  }
}

/** Joins neighbours of the same place, which are those of the inbox; each part ascends in time. */
function joinParts(parts: readonly LoosePart[], lastWins: boolean): LoosePart[] {
  const joined: LoosePart[] = [];
  for (let from = 0; from < parts.length; ) {
    const { order } = parts[from]!;
    let to = from + 1;
    while (to < parts.length && parts[to]!.order === order) to++;
    const samples = parts.slice(from, to).map((part) => part.samples);
    joined.push({ order, samples: mergeSamples(samples, lastWins) });
    from = to;
  }
  return joined;
}
