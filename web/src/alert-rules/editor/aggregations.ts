/** Suggested; every other percentile can be typed. */
export const AGGREGATIONS = [
  'avg',
  'sum',
  'min',
  'max',
  'last',
  'count',
  'rate',
  'increase',
  'p50',
  'p90',
  'p95',
  'p99',
];
