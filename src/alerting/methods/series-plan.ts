import type { MetricQueryInput, MetricResult } from '../../metrics/metric.query.js';
import { groupKey, type Measured, quotient, ruleQueries } from '../evaluation/measure-rule.js';
import type { Divisor } from '../rules/alert-rule.entity.js';

/** The values of a group, window after window, oldest first; undefined where there is nothing to judge by. */
export interface GroupSeries {
  tags: Record<string, string>;
  values: (number | undefined)[];
}

/** What to ask the metrics for, and the series that follow from the answers. */
export interface SeriesPlan {
  readonly questions: readonly MetricQueryInput[];
  /** One after the other, so that not all of them need be in memory. */
  readonly series: (answers: readonly MetricResult[][]) => Iterable<GroupSeries>;
}

/** The value of so many of the rule's windows, one after the other, of which the last ends at `at` (epoch ms). */
export function planSeries(rule: Measured, at: number, count: number): SeriesPlan {
  const { dividend, divisor } = ruleQueries({ ...rule, windowSeconds: rule.windowSeconds * count }, at);
  const { divideBy } = rule;
  const stepMs = rule.windowSeconds * 1000;
  return {
    questions: (divisor ? [dividend, divisor] : [dividend]).map((question) => ({ ...question, stepMs })),
    series: ([dividends = [], divisors = []]) =>
      divideBy ? quotientSeries(dividends, divisors, divideBy) : plainSeries(dividends),
  };
}

function* plainSeries(results: readonly MetricResult[]): Generator<GroupSeries> {
  for (const { tags, values } of results) yield { tags, values: Array.from(values, finite) };
}

function* quotientSeries(
  dividends: readonly MetricResult[],
  divisors: readonly MetricResult[],
  divideBy: Divisor,
): Generator<GroupSeries> {
  const parts = new Map(dividends.map(({ tags, values }) => [groupKey(tags), values]));
  for (const { tags, values } of divisors) {
    const part = parts.get(groupKey(tags));
    const quotients = Array.from(values, (whole, step) => quotient(finite(part?.[step]) ?? 0, finite(whole), divideBy));
    yield { tags, values: quotients };
  }
}

function finite(value: number | undefined): number | undefined {
  return value !== undefined && Number.isFinite(value) ? value : undefined;
}
