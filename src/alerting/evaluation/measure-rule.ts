import type { MetricQueryInput, MetricResult } from '../../metrics/metric.query.js';
import type { AlertRule, Divisor } from '../rules/alert-rule.entity.js';

/** The most groups one rule may have: a rule that is grouped by something without end must not become a flood of alerts. */
export const MAX_GROUPS = 1000;

/** The present value of one group of a rule; undefined when there is nothing to judge by. */
export interface GroupValue {
  tags: Record<string, string>;
  value: number | undefined;
  /** It reported before and does not now, and its rule takes that for a fault. */
  isSilent?: boolean;
}

/** What of a rule says what is measured in a window. */
export type Measured = Pick<
  AlertRule,
  'metricName' | 'aggregation' | 'matchers' | 'groupBy' | 'windowSeconds' | 'divideBy'
>;

/** What to ask the metrics for: one point per group for the window up to `now` (epoch ms). */
export function ruleQueries(
  rule: Measured,
  now: number,
): { dividend: MetricQueryInput; divisor: MetricQueryInput | undefined } {
  // The end is excluded: a sample of this very millisecond belongs to the window.
  const range = { startAt: now + 1 - rule.windowSeconds * 1000, endAt: now + 1, groupBy: rule.groupBy };
  const { divideBy } = rule;
  return {
    dividend: { ...range, metricName: rule.metricName!, aggregation: rule.aggregation, matchers: rule.matchers },
    divisor: divideBy
      ? {
          ...range,
          metricName: divideBy.metric_name,
          aggregation: divideBy.aggregation ?? rule.aggregation,
          matchers: divideBy.matchers ?? [],
        }
      : undefined,
  };
}

/** The values of a rule that divides nothing. */
export function groupValues(results: readonly MetricResult[]): GroupValue[] {
  return results.map(({ tags, values }) => ({ tags, value: pointOf(values) }));
}

/**
 * The quotients, one for each group of the divisor. A group that has no dividend has none of it: no failures among
 * a thousand requests are 0 %, not missing data.
 */
export function quotients(
  dividends: readonly MetricResult[],
  divisors: readonly MetricResult[],
  divideBy: Divisor,
): GroupValue[] {
  const parts = new Map(dividends.map(({ tags, values }) => [groupKey(tags), pointOf(values)]));
  return groupValues(divisors).map(({ tags, value: whole }) => {
    return { tags, value: quotient(parts.get(groupKey(tags)) ?? 0, whole, divideBy) };
  });
}

/** Undefined when the divisor is too little to judge by. */
export function quotient(part: number, whole: number | undefined, divideBy: Divisor): number | undefined {
  const enough = whole !== undefined && whole !== 0 && whole >= (divideBy.minimum ?? 0);
  return enough ? (part / whole) * (divideBy.multiply ?? 1) : undefined;
}

/** One text for the same tags in any order. */
export function groupKey(tags: Record<string, string>): string {
  return JSON.stringify(Object.entries(tags).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** A query without a step has a single point; what is not finite is no value. */
function pointOf(values: ArrayLike<number>): number | undefined {
  const value = values[0];
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
