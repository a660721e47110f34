import type { Bucket } from './bucket-cells.js';

/**
 * The buckets that lie between the upper bounds of nested ones, as Prometheus sees them: the first starts at zero, or
 * is a single value when its bound is not positive.
 *
 * @param bounds ascending
 */
export function bucketsBetween(bounds: readonly number[]): Bucket[] {
  return bounds.map((upper, i) => ({ lower: i > 0 ? bounds[i - 1]! : startOfFirst(upper), upper }));
}

function startOfFirst(upper: number): number {
  return upper > 0 && upper < Infinity ? 0 : upper;
}

/**
 * How many observations lie in each bucket of {@link bucketsBetween}, told by the nested counts up to each bound. A
 * count that is smaller than one before it (read a moment earlier) is taken for equal, as in Prometheus; one that is NaN
 * was not kept at that time, so what lies around its bound is spread evenly.
 *
 * @param nested the last one, of the highest bound, must be a number
 */
export function unnest(nested: readonly number[], bounds: readonly number[]): number[] {
  const counts: number[] = [];
  let known = 0;
  let lower = startOfFirst(bounds[0]!);
  for (let i = 0; i < nested.length; ) {
    let next = i;
    while (Number.isNaN(nested[next])) next++;
    const count = Math.max(known, nested[next]!) - known;
    const upper = bounds[next]!;
    for (; i <= next; i++) {
      const from = i > 0 ? Math.max(lower, bounds[i - 1]!) : lower;
      counts.push(count * shareOf(from, bounds[i]!, lower, upper));
    }
    known += count;
    lower = upper;
  }
  return counts;
}

/** Which part of what lies between `lower` and `upper` lies between `from` and `to`. */
function shareOf(from: number, to: number, lower: number, upper: number): number {
  if (to === upper && from === lower) return 1;
  if (upper === Infinity) return Number(to === Infinity);
  return upper > lower ? (to - from) / (upper - lower) : Number(to === upper);
}
