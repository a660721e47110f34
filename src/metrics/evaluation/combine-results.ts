import type { Pacer } from '../../jobs/pacer.js';
import type { MetricResult } from './series-evaluation.js';

/**
 * Puts the values of groups with equal tags together, step by step; groups that only one side has are left out.
 *
 * @param left groups whose order stays
 * @param right must have the same steps
 */
export async function combineResults(
  left: readonly MetricResult[],
  right: readonly MetricResult[],
  operate: (left: number, right: number) => number,
  pacer: Pacer,
): Promise<MetricResult[]> {
  const others = new Map<string, MetricResult>();
  for (const result of right) {
    others.set(groupKey(result), result);
    if (pacer.isDue) await pacer.pause();
  }
  const combined: MetricResult[] = [];
  for (const result of left) {
    const other = others.get(groupKey(result));
    if (other) {
      const { tags, times } = result;
      combined.push({ tags, times, values: result.values.map((value, step) => operate(value, other.values[step]!)) });
    }
    if (pacer.isDue) await pacer.pause();
  }
  return combined;
}

/** A quotient; a divisor of zero makes none. */
export function divide(dividend: number, divisor: number): number {
  return divisor === 0 ? Number.NaN : dividend / divisor;
}

/** One text for equal tags in any order. */
function groupKey({ tags }: MetricResult): string {
  return JSON.stringify(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
}
