import type { SampleBatch } from './sample-batch.js';
import { gatherSamples, lowerBound, type Samples, sliceSamples } from './samples.js';

/** A batch grouped by series, so that the samples of one are found by binary search. */
export class SeriesRuns {
  /**
   * @param ids ascending, each once
   * @param starts where the run of each id starts in `samples`, and one more entry with the end of the last
   */
  constructor(
    readonly ids: Int32Array,
    private readonly starts: Uint32Array,
    private readonly samples: Samples,
  ) {}

  /** How many samples there are in all runs. */
  get sampleCount(): number {
    return this.samples.times.length;
  }

  /** The samples of `ids[position]` in the order in which they were written, sharing memory. */
  at(position: number): Samples {
    return sliceSamples(this.samples, this.starts[position]!, this.starts[position + 1]!);
  }

  /** The samples of a series in the order in which they were written, or undefined when it has none here. */
  find(seriesId: number): Samples | undefined {
    const position = lowerBound(this.ids, seriesId);
    return this.ids[position] === seriesId ? this.at(position) : undefined;
  }
}

/** Groups a batch by series in linear time (a counting sort), keeping the order of writing within each series. */
export function groupBySeries({ seriesIds, times, values, counts }: SampleBatch): SeriesRuns {
  const sizes = new Map<number, number>();
  for (const id of seriesIds) sizes.set(id, (sizes.get(id) ?? 0) + 1);
  const ids = Int32Array.from(sizes.keys()).sort();
  const starts = new Uint32Array(ids.length + 1);
  const next = new Map<number, number>();
  ids.forEach((id, i) => {
    next.set(id, starts[i]!);
    starts[i + 1] = starts[i]! + sizes.get(id)!;
  });
  const order = new Uint32Array(seriesIds.length);
  seriesIds.forEach((id, position) => {
    const target = next.get(id)!;
    order[target] = position;
    next.set(id, target + 1);
  });
  return new SeriesRuns(ids, starts, gatherSamples({ times, values, counts }, order));
}
