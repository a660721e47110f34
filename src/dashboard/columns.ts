import type { MetricResult } from '../metrics/metric.query.js';

/** A chart's column: null where there is no data. */
export type Column = (number | null)[];

/** Adds up groups step by step; NaN where no group has data. */
export function sumSteps(results: readonly MetricResult[], length: number): number[] {
  return mergeSteps(results, length, (a, b) => a + b);
}

/** The largest of all groups step by step; NaN where no group has data. */
export function maxSteps(results: readonly MetricResult[], length: number): number[] {
  return mergeSteps(results, length, Math.max);
}

/** The mean of all groups step by step, each group counting once; NaN where no group has data. */
export function meanSteps(results: readonly MetricResult[], length: number): number[] {
  const sums = sumSteps(results, length);
  return sums.map((sum, step) => sum / results.filter(({ values }) => !Number.isNaN(values[step]!)).length);
}

/** Fills a gap of one step: a gauge read about once a step may miss a step by milliseconds and is still what it was. */
export function bridgeGaps(values: readonly number[]): number[] {
  return values.map((value, step) => (Number.isNaN(value) && step > 0 ? values[step - 1]! : value));
}

/** For the wire: rounded, NaN as null. */
export function column(values: Iterable<number>, digits = 2): Column {
  return Array.from(values, (value) => rounded(value, digits));
}

/** For the wire: rounded, null for what is unknown. */
export function rounded(value: number | undefined, digits = 2): number | null {
  if (value === undefined || !Number.isFinite(value)) return null;
  const scale = 10 ** digits;
  return Math.round(value * scale) / scale;
}

/** ISO 8601, for the wire. */
export function timestamps(times: readonly number[]): string[] {
  return times.map((time) => new Date(time).toISOString());
}

function mergeSteps(
  results: readonly MetricResult[],
  length: number,
  merge: (a: number, b: number) => number,
): number[] {
  const merged = Array.from({ length }, () => Number.NaN);
  for (const { values } of results) {
    for (let step = 0; step < length; step++) {
      const value = values[step]!;
      if (Number.isNaN(value)) continue;
      merged[step] = Number.isNaN(merged[step]!) ? value : merge(merged[step]!, value);
    }
  }
  return merged;
}
