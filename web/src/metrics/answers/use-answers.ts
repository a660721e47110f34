import { useQueries } from '@tanstack/react-query';
import type { ApiFailure } from '../../api/failure.js';
import { resolveRange, type TimeRange, type TimeSpan } from '../../time/time-range.js';
import { type Asked, ask, formulaBody, type QuestionAnswer, queryOf } from './ask.js';
import { alignSpan } from './step.js';

/** One question's state: what it was answered, or why it was not. */
export interface Answered {
  readonly question: Asked;
  /** How much earlier it was asked for than what it is compared with, ms. */
  readonly offsetMs: number;
  readonly answer?: QuestionAnswer;
  readonly span?: TimeSpan;
  readonly failure?: ApiFailure;
  readonly isLoading: boolean;
  readonly updatedAt: number;
  readonly refetch: () => void;
}

/** Asks each question by itself, so that a fault in one leaves the others standing, and keeps the answers up to date. */
export function useAnswers(
  shown: readonly Asked[],
  all: readonly Asked[],
  range: TimeRange,
  stepMs: number,
  compareMs: number | undefined,
): Answered[] {
  const offsets = compareMs === undefined ? [0] : [0, compareMs];
  const asked = offsets.flatMap((offsetMs) => shown.map((question) => ({ question, offsetMs })));
  return useQueries({
    queries: asked.map(({ question, offsetMs }) => ({
      queryKey: ['/metrics', keyOf(question, all), range, stepMs, offsetMs],
      queryFn: async ({ signal }: { signal: AbortSignal }): Promise<Answer> => {
        const span = alignSpan(resolveRange(range, Date.now()), stepMs);
        const earlier = { from: span.from - offsetMs, to: span.to - offsetMs };
        return { answer: await ask(question, all, earlier, stepMs, signal), span };
      },
      meta: { topics: ['metrics'], range },
      // What was shown stays while the range changes; it must not pass for the answer to another question.
      placeholderData: (before: Answer | undefined, query: { queryKey: readonly unknown[] } | undefined) =>
        isSame(query?.queryKey, keyOf(question, all), offsetMs) ? before : undefined,
    })),
    combine: (results) =>
      results.map(({ data, error, isLoading, dataUpdatedAt, refetch }, at) => ({
        ...asked[at]!,
        answer: data?.answer,
        span: data?.span,
        failure: (error as ApiFailure | null) ?? undefined,
        isLoading,
        updatedAt: dataUpdatedAt,
        refetch: () => void refetch(),
      })),
  });
}

interface Answer {
  readonly answer: QuestionAnswer;
  readonly span: TimeSpan;
}

function isSame(key: readonly unknown[] | undefined, question: unknown, offsetMs: number): boolean {
  return key !== undefined && JSON.stringify(key[1]) === JSON.stringify(question) && key[4] === offsetMs;
}

const NO_TIME = { from: 0, to: 0 };

/** Whatever changes the answer: hiding or renaming a question does not. */
function keyOf(question: Asked, all: readonly Asked[]): unknown {
  return question.formula === undefined ? queryOf(question, NO_TIME, 0) : formulaBody(question, all, NO_TIME, 0);
}
