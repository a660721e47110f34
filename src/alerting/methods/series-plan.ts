import type { MetricQueryInput, MetricResult } from '../../metrics/metric.query.js';
import { groupKey, type Measured, quotient, ruleQueries } from '../evaluation/measure-rule.js';

/** The values of a group, window after window, oldest first; undefined where there is nothing to judge by. */
export interface GroupSeries {
  tags: Record<string, string>;
  values: (number | undefined)[];
}

/** What to ask the metrics for, and the series that follow from the answers. */
export interface SeriesPlan {
  readonly questions: readonly MetricQueryInput[];
  readonly series: (answers: readonly MetricResult[][]) => GroupSeries[];
}

/** The value of so many of the rule's windows, one after the other, of which the last ends at `at` (epoch ms). */
export function planSeries(rule: Measured, at: number, count: number): SeriesPlan {
  const { dividend, divisor } = ruleQueries({ ...rule, windowSeconds: rule.windowSeconds * count }, at);
  const { divideBy } = rule;
  const stepMs = rule.windowSeconds * 1000;
  return {
    questions: (divisor ? [dividend, divisor] : [dividend]).map((question) => ({ ...question, stepMs })),
    series: ([dividends = [], divisors = []]) => {
      if (!divideBy) return dividends.map(({ tags, values }) => ({ tags, values: Array.from(values, finite) }));
      const parts = new Map(dividends.map(({ tags, values }) => [groupKey(tags), values]));
      return divisors.map(({ tags, values }) => {
        const part = parts.get(groupKey(tags));
        return {
          tags,
          values: Array.from(values, (whole, step) => quotient(finite(part?.[step]) ?? 0, finite(whole), divideBy)),
        };
      });
    },
  };
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
