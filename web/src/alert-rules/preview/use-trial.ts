import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ApiFailure, asFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import type { TimeRange } from '../../time/time-range.js';
import type { RuleRequest } from '../rule.js';
import { daysBack } from './trial-range.js';

/** What the API says of a rule that is not saved, or why it cannot try it. */
export interface Trial {
  readonly result?: components['schemas']['RuleTrialResult'];
  readonly failure?: ApiFailure;
  readonly isRunning: boolean;
  /** Whether the result is of an older form of the rule. */
  readonly isOld: boolean;
  readonly retry: () => void;
}

/** The past is much work for the service: the same rule is not tried again before this. */
const FRESH_MS = 30_000;

/** Tries a rule on the past. @param rule undefined while there is nothing to try */
export function useTrial(rule: RuleRequest | undefined, range: TimeRange): Trial {
  const trial = useQuery({
    queryKey: ['/alert-rules/test', rule, range],
    queryFn: ({ signal }) => {
      const body = { rule: rule!, backtest_days: daysBack(range, Date.now()) };
      return answerOf(api.POST('/alert-rules/test', { body, signal }));
    },
    enabled: rule !== undefined,
    staleTime: FRESH_MS,
    placeholderData: keepPreviousData,
  });
  return {
    result: rule === undefined ? undefined : trial.data,
    failure: rule === undefined || trial.error === null ? undefined : asFailure(trial.error),
    isRunning: trial.isFetching,
    isOld: trial.isPlaceholderData || trial.error !== null,
    retry: () => void trial.refetch(),
  };
}
