import type { Answer } from '../../api/use-get.js';
import { queryOf } from '../answers/ask.js';
import type { Lines } from '../answers/chart-lines.js';
import type { Answered } from '../answers/use-answers.js';

/** The state of all questions as that of one answer: as old as the oldest, and failed where one of them is. */
export function chartAnswer(answered: readonly Answered[], lines: Lines | undefined): Answer<Lines> {
  const first = answered.find(({ question }) => question.formula === undefined);
  const stepMs = lines?.span.stepMs ?? 0;
  const query =
    first?.span === undefined
      ? []
      : Object.entries(queryOf(first.question, first.span, stepMs)).map(([name, value]) => [name, String(value)]);
  return {
    data: lines,
    span: lines?.span,
    failure: answered.find(({ failure }) => failure !== undefined)?.failure,
    isLoading: answered.some(({ isLoading }) => isLoading),
    isStale: false,
    updatedAt: Math.min(...answered.map(({ updatedAt }) => updatedAt)),
    call: `/metrics?${new URLSearchParams(query)}`,
    refetch: () => {
      for (const { refetch } of answered) refetch();
    },
  };
}
