import { doubleBits } from './double-bits.js';
import type { SampleBatch } from './sample-batch.js';
import { lowerBound, type Samples, sliceSamples } from './samples.js';
import { SeriesSlots } from './series-slots.js';

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

  /** How many samples `ids[position]` has. */
  countAt(position: number): number {
    return this.starts[position + 1]! - this.starts[position]!;
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

  /** The same samples as a batch, series by series, sharing memory. */
  toBatch(): SampleBatch {
    const seriesIds = new Int32Array(this.sampleCount);
    this.ids.forEach((id, position) => {
      seriesIds.fill(id, this.starts[position]!, this.starts[position + 1]!);
    });
    return { seriesIds, ...this.samples };
  }
}

/**
 * Groups batches by series in linear time (a counting sort), keeping the order of writing within each series. The first
 * batch counts as written first.
 *
 * @param pause awaited after each batch
 */
export async function groupBySeries(
  batches: readonly SampleBatch[],
  pause: () => Promise<void> = async () => {},
): Promise<SeriesRuns> {
  const slots = await SeriesSlots.of(batches, pause);
  const total = slots.starts.at(-1)!;
  const times = new Float64Array(total);
  const values = new Float64Array(total);
  const counts = batches.some((batch) => batch.counts) ? new Float64Array(total).fill(1) : undefined;
  const valueBits = doubleBits(values);
  const next = slots.starts.slice();
  for (const batch of batches) {
    const { seriesIds } = batch;
    const sourceBits = doubleBits(batch.values);
    for (let i = 0; i < seriesIds.length; i++) {
      const target = next[slots.slotOf(seriesIds[i]!)]!++;
      times[target] = batch.times[i]!;
      valueBits[target * 2] = sourceBits[i * 2]!;
      valueBits[target * 2 + 1] = sourceBits[i * 2 + 1]!;
      if (counts && batch.counts) counts[target] = batch.counts[i]!;
    }
    await pause();
  }
  return new SeriesRuns(slots.ids, slots.starts, { times, values, counts });
}
