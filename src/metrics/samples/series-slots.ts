import type { SampleBatch } from './sample-batch.js';

/** Ids that span at most so many times the number of samples are looked up in an array. */
const DENSE_SPAN = 16;

/** The distinct series of some batches in ascending order, and where each one's run starts when they are sorted. */
export class SeriesSlots {
  private constructor(
    readonly ids: Int32Array,
    /** One more than there are ids: the last is the number of samples. */
    readonly starts: Uint32Array,
    /** The slot of an id that is in the batches. */
    readonly slotOf: (id: number) => number,
  ) {}

  /** @param pause awaited after each batch */
  static async of(batches: readonly SampleBatch[], pause: () => Promise<void>): Promise<SeriesSlots> {
    const { lowest, span, samples } = extentOf(batches);
    if (span > samples * DENSE_SPAN) return SeriesSlots.sparse(batches, pause);
    const sizes = new Uint32Array(span);
    for (const { seriesIds } of batches) {
      for (let i = 0; i < seriesIds.length; i++) sizes[seriesIds[i]! - lowest]!++;
      await pause();
    }
    return SeriesSlots.dense(sizes, lowest);
  }

  private static dense(sizes: Uint32Array, lowest: number): SeriesSlots {
    let distinct = 0;
    for (let i = 0; i < sizes.length; i++) if (sizes[i]! > 0) distinct++;
    const ids = new Int32Array(distinct);
    const starts = new Uint32Array(distinct + 1);
    const slots = sizes;
    let slot = 0;
    for (let i = 0; i < sizes.length; i++) {
      const size = sizes[i]!;
      if (size === 0) continue;
      ids[slot] = lowest + i;
      starts[slot + 1] = starts[slot]! + size;
      slots[i] = slot++;
    }
    return new SeriesSlots(ids, starts, (id) => slots[id - lowest]!);
  }

  private static async sparse(batches: readonly SampleBatch[], pause: () => Promise<void>): Promise<SeriesSlots> {
    const sizes = new Map<number, number>();
    for (const { seriesIds } of batches) {
      for (const id of seriesIds) sizes.set(id, (sizes.get(id) ?? 0) + 1);
      await pause();
    }
    const ids = Int32Array.from(sizes.keys()).sort();
    const starts = new Uint32Array(ids.length + 1);
    const slots = new Map<number, number>();
    ids.forEach((id, slot) => {
      slots.set(id, slot);
      starts[slot + 1] = starts[slot]! + sizes.get(id)!;
    });
    return new SeriesSlots(ids, starts, (id) => slots.get(id)!);
  }
}

function extentOf(batches: readonly SampleBatch[]): { lowest: number; span: number; samples: number } {
  let lowest = Infinity;
  let highest = -Infinity;
  let samples = 0;
  for (const { seriesIds } of batches) {
    samples += seriesIds.length;
    for (let i = 0; i < seriesIds.length; i++) {
      const id = seriesIds[i]!;
      if (id < lowest) lowest = id;
      if (id > highest) highest = id;
    }
  }
  return { lowest, span: samples === 0 ? 0 : highest - lowest + 1, samples };
}
