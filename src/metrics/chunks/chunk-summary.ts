import type { Samples } from '../samples/samples.js';

/**
 * What is known of a chunk without decoding it. Values that are not a number carry no information (Prometheus marks the
 * end of a series with one): they are kept in the chunk but are no part of these figures.
 */
export interface ChunkSummary {
  /** Time of the first and of the last sample, epoch milliseconds. */
  readonly startAt: number;
  readonly endAt: number;
  readonly sampleCount: number;
  /** Observations: the counts of all samples whose value is a number. Zero when there is none. */
  readonly observationCount: number;
  readonly first: number;
  readonly last: number;
  readonly min: number;
  readonly max: number;
  /** Sum of value times count. */
  readonly sum: number;
}

/** Summarizes samples in ascending time (at least one). Without any number first, last, min and max are NaN, sum is 0. */
export function summarize({ times, values, counts }: Samples): ChunkSummary {
  let observationCount = 0;
  let first = Number.NaN;
  let last = Number.NaN;
  let min = Infinity;
  let max = -Infinity;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) continue;
    const count = counts ? counts[i]! : 1;
    if (observationCount === 0) first = value;
    last = value;
    if (value < min) min = value;
    if (value > max) max = value;
    observationCount += count;
    sum += value * count;
  }
  if (observationCount === 0) min = max = Number.NaN;
  return {
    startAt: times[0]!,
    endAt: times[times.length - 1]!,
    sampleCount: values.length,
    observationCount,
    first,
    last,
    min,
    max,
    sum,
  };
}
