import { type Answer, type AnswerOf, useGet } from '../../api/use-get.js';
import type { TimeRange } from '../../time/time-range.js';
import { questionsOf, type Terms, valuesOf } from './measure-rule.js';

interface Measurement {
  /** The answer to show the state of; a missing divisor counts as its own failure. */
  readonly answer: Answer<AnswerOf<'/metrics'>>;
  readonly unit: string | null | undefined;
  /** The values of one group; undefined while they are on their way. */
  readonly of: (tags: Readonly<Record<string, string>>) => ReturnType<typeof valuesOf> | undefined;
}

const NO_METRIC = { metric_name: '', aggregation: 'avg' };

/**
 * Measures what a rule measures over a span of time. Without a group all groups are asked for, so that the alerts of one rule share the answer.
 */
export function useMeasurement(
  terms: Terms | undefined,
  range: TimeRange,
  spanMs: number,
  group?: Readonly<Record<string, string>>,
): Measurement {
  const questions = terms && questionsOf(terms, spanMs, group);
  const options = { range, topics: ['metrics'] as const };
  const part = useGet('/metrics', {
    ...options,
    query: questions?.part ?? NO_METRIC,
    enabled: questions !== undefined,
  });
  const whole = useGet('/metrics', {
    ...options,
    query: questions?.whole ?? NO_METRIC,
    enabled: questions?.whole !== undefined,
  });
  return {
    answer: whole.failure === undefined ? part : whole,
    unit: aggregateOf(part.data)?.unit,
    of: (tags) => {
      const [parts, wholes] = [aggregateOf(part.data), aggregateOf(whole.data)];
      if (terms === undefined || parts === undefined || (terms.divide_by && wholes === undefined)) return undefined;
      return valuesOf(terms, tags, parts, wholes);
    },
  };
}

/** An aggregated metric; without an aggregation `GET /metrics` answers single samples, which nothing here asks for. */
function aggregateOf(answer: AnswerOf<'/metrics'> | undefined) {
  return answer !== undefined && 'aggregation' in answer ? answer : undefined;
}
