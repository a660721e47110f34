import { concatDoubles, gatherDoubles } from './double-bits.js';

/**
 * Samples of one series as columns: position i of each is one sample. Times are whole milliseconds since 1970.
 * `counts` says how many observations had the value (histograms); without it each sample counts once.
 */
export interface Samples {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly counts?: Float64Array;
}

/** The samples from position `start` up to `end`, sharing memory. */
export function sliceSamples({ times, values, counts }: Samples, start: number, end: number): Samples {
  return {
    times: times.subarray(start, end),
    values: values.subarray(start, end),
    counts: counts?.subarray(start, end),
  };
}

/** A copy holding the samples at the positions in `order`. */
export function gatherSamples({ times, values, counts }: Samples, order: Uint32Array): Samples {
  return {
    times: gatherDoubles(times, order),
    values: gatherDoubles(values, order),
    counts: counts && gatherDoubles(counts, order),
  };
}

/** The counts of all parts one after the other, ones where a part has none; undefined when none has any. */
export function joinCounts(parts: readonly Pick<Samples, 'times' | 'counts'>[]): Float64Array | undefined {
  if (!parts.some((part) => part.counts)) return undefined;
  return concatDoubles(parts.map((part) => part.counts ?? new Float64Array(part.times.length).fill(1)));
}

/** First position whose time is not before `time`, in ascending times. */
export function lowerBound(times: Float64Array | Int32Array, time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (times[middle]! < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
