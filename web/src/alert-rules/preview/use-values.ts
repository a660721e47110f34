import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ApiFailure, asFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import { resolveRange, type TimeRange, type TimeSpan } from '../../time/time-range.js';
import type { RuleTerms } from '../rule.js';
import { changeAgainst, type MetricGroup, type ValueQuestion, valueQuestion } from './value-question.js';

/** The values a rule looks at, group by group. */
export interface RuleValues {
  readonly groups: readonly MetricGroup[];
  readonly span: TimeSpan;
  readonly question: ValueQuestion;
}

interface AskedValues {
  readonly values?: RuleValues;
  readonly failure?: ApiFailure;
  readonly isLoading: boolean;
  readonly retry: () => void;
}

/** Reads what a rule looks at over a range, as it would compare it. */
export function useValues(terms: RuleTerms | undefined, range: TimeRange): AskedValues {
  const isAsked = terms !== undefined && valueQuestion(terms, { from: 0, to: 1000 }) !== undefined;
  const asked = useQuery({
    queryKey: ['/metrics/query', terms, range],
    queryFn: async ({ signal }): Promise<RuleValues> => {
      const span = resolveRange(range, Date.now());
      const question = valueQuestion(terms!, span)!;
      const groups = await ask(question, span, signal);
      const { against } = question;
      if (against === undefined) return { groups, span, question };
      const before = { from: span.from - against.seconds * 1000, to: span.to - against.seconds * 1000 };
      return { groups: changeAgainst(groups, await ask(question, before, signal), against.as), span, question };
    },
    enabled: isAsked,
    meta: { topics: ['metrics'], range },
    placeholderData: keepPreviousData,
  });
  return {
    values: isAsked ? asked.data : undefined,
    failure: asked.error === null ? undefined : asFailure(asked.error),
    isLoading: asked.isLoading,
    retry: () => void asked.refetch(),
  };
}

async function ask(question: ValueQuestion, span: TimeSpan, signal: AbortSignal): Promise<MetricGroup[]> {
  const body = {
    start_time: new Date(span.from).toISOString(),
    end_time: new Date(span.to).toISOString(),
    step: `${question.stepSeconds}s`,
    queries: [...question.queries],
  };
  const { items } = await answerOf(api.POST('/metrics/query', { body, signal }));
  return items.find(({ name }) => name === question.shown)?.items ?? [];
}
