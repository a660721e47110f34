import type { MetricQueryInput, MetricResult } from '../../metrics/metric.query.js';
import {
  type GroupValue,
  groupKey,
  groupValues,
  type Measured,
  quotients,
  ruleQueries,
} from '../evaluation/measure-rule.js';

/** What to ask the metrics for, and what follows from the answers, which come in the order of the questions. */
export interface MeasurementPlan {
  readonly questions: readonly MetricQueryInput[];
  readonly values: (answers: readonly MetricResult[][]) => GroupValue[];
}

/** The value of the rule's window that ends at `at` (epoch ms). */
export function planWindow(rule: Measured, at: number): MeasurementPlan {
  const { dividend, divisor } = ruleQueries(rule, at);
  const { divideBy } = rule;
  return {
    questions: divisor ? [dividend, divisor] : [dividend],
    values: ([dividends = [], divisors = []]) =>
      divideBy ? quotients(dividends, divisors, divideBy) : groupValues(dividends),
  };
}

/** One value of each group's two; a group has none when one of the two is missing. The groups are those of `first`. */
export function planPair(
  first: MeasurementPlan,
  second: MeasurementPlan,
  combine: (first: number, second: number) => number | undefined,
): MeasurementPlan {
  return {
    questions: [...first.questions, ...second.questions],
    values: (answers) => {
      const others = second.values(answers.slice(first.questions.length));
      const known = new Map(others.map(({ tags, value }) => [groupKey(tags), value]));
      return first.values(answers.slice(0, first.questions.length)).map(({ tags, value: one }) => {
        const other = known.get(groupKey(tags));
        return { tags, value: one === undefined || other === undefined ? undefined : combine(one, other) };
      });
    },
  };
}
