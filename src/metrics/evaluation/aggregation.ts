/** The aggregations by name, besides percentiles (`p50`, `p99.9`, …). */
export const AGGREGATIONS = [
  'avg',
  'sum',
  'min',
  'max',
  'count',
  'first',
  'last',
  'stddev',
  'rate',
  'increase',
] as const;

/** A parsed aggregation; `fraction` of a percentile is 0 … 1. */
export type Aggregation =
  | { readonly name: (typeof AGGREGATIONS)[number] }
  | { readonly name: 'percentile'; readonly fraction: number };

/** Parses `avg`, `rate`, …, `p95`, `p99.9`; undefined for anything else. */
export function parseAggregation(text: string): Aggregation | undefined {
  const name = AGGREGATIONS.find((candidate) => candidate === text);
  if (name) return { name };
  const percent = /^p(\d{1,3}(?:\.\d{1,6})?)$/.exec(text)?.[1];
  if (percent === undefined || Number(percent) > 100) return undefined;
  return { name: 'percentile', fraction: Number(percent) / 100 };
}
