import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { type Question, readQuestions, writeQuestions } from './question/question.js';
import type { MetricsSearch } from './search.js';

const route = getRouteApi('/metrics');

/** The address of `/metrics`, and a way to change parts of it. */
export function useMetricsSearch() {
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const change = useCallback(
    (next: Partial<MetricsSearch>) =>
      void navigate({ to: '.', search: (before: MetricsSearch) => ({ ...before, ...next }), replace: true }),
    [navigate],
  );
  return { search, change };
}

/** What can be done to the questions of the page. */
export interface QuestionList {
  readonly questions: readonly Question[];
  /** Puts another in the place of the question of that name. */
  readonly put: (name: string, fields: Partial<Question>) => void;
  readonly add: (question: Question) => void;
  readonly remove: (name: string) => void;
}

/** The questions that the address holds. */
export function useQuestions(): QuestionList {
  const { search, change } = useMetricsSearch();
  return useMemo(() => {
    const questions = readQuestions(search, search.also);
    const write = (next: readonly Question[]) => change(writeQuestions(next));
    return {
      questions,
      put: (name, fields) => write(questions.map((one) => (one.name === name ? { ...one, ...fields } : one))),
      add: (question) => write([...questions, question]),
      remove: (name) => write(questions.filter((one) => one.name !== name)),
    };
  }, [search, change]);
}
