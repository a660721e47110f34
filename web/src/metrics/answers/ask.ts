import { answerOf, api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import type { TimeSpan } from '../../time/time-range.js';
import { namesIn, type Question } from '../question/question.js';

type MetricGroup = components['schemas']['MetricGroup'];

/** A question with its aggregation worked out, ready to be asked. */
export interface Asked extends Question {
  readonly aggregation: string;
}

/** The values of one group of series. */
export interface Group {
  readonly tags: Readonly<Record<string, string>>;
  readonly values: readonly (number | null)[];
}

/** What a question was answered. */
export interface QuestionAnswer {
  readonly unit: string | null;
  readonly stepMs: number;
  /** Starts of the steps, epoch milliseconds. */
  readonly times: readonly number[];
  readonly groups: readonly Group[];
  /** Whether there are more series than were asked for. */
  readonly hasMore: boolean;
}

/** So many series are drawn where the reader does not say how many; one more is asked for to know whether there are more. */
export const MOST_SERIES = 100;

type Query = Readonly<Record<string, string | number>>;

/** The parameters of `GET /metrics` for a question. */
export function queryOf(question: Asked, { from, to }: TimeSpan, stepMs: number): Query {
  return {
    ...bodyOf(question),
    ...(question.groupBy.length > 0 ? rankOf(question) : {}),
    step: `${stepMs / 1000}s`,
    start_time: new Date(from).toISOString(),
    end_time: new Date(to).toISOString(),
  };
}

/** The body of `POST /metrics/query` for a formula: the questions that it refers to, and itself. */
export function formulaBody(
  { name, formula = '', ...formulaQuestion }: Question,
  all: readonly Asked[],
  { from, to }: TimeSpan,
  stepMs: number,
) {
  const used = namesIn(formula);
  const asked = all.filter((question) => question.formula === undefined && used.includes(question.name));
  return {
    step: `${stepMs / 1000}s`,
    start_time: new Date(from).toISOString(),
    end_time: new Date(to).toISOString(),
    queries: [
      // All series of these: which are the greatest is asked of the outcome.
      ...asked.map((question) => ({ name: question.name, ...bodyOf(question) })),
      { name, expression: formula, ...rankOf(formulaQuestion) },
    ],
  };
}

/** Asks the API. */
export async function ask(
  question: Asked,
  all: readonly Asked[],
  span: TimeSpan,
  stepMs: number,
  signal: AbortSignal,
): Promise<QuestionAnswer> {
  if (question.formula !== undefined) {
    const body = formulaBody(question, all, span, stepMs);
    const { items } = await answerOf(api.POST('/metrics/query', { body, signal }));
    const mine = items.find(({ name }) => name === question.name)!;
    return understand(question, mine.items, mine.unit, mine.step_seconds * 1000);
  }
  const query = queryOf(question, span, stepMs) as { metric_name: string };
  const answer = await answerOf(api.GET('/metrics', { params: { query }, signal }));
  if (!('step_seconds' in answer)) throw new Error('The service answered single samples.');
  return understand(question, answer.items, answer.unit, answer.step_seconds * 1000);
}

function understand(
  question: Question,
  items: readonly MetricGroup[],
  unit: string | null,
  stepMs: number,
): QuestionAnswer {
  const most = question.rank?.count ?? MOST_SERIES;
  return {
    unit,
    stepMs,
    times: (items[0]?.points ?? []).map(({ timestamp }) => Date.parse(timestamp)),
    groups: items.slice(0, most).map(({ tags, points }) => ({ tags, values: points.map(({ value }) => value) })),
    hasMore: items.length > most,
  };
}

function bodyOf({ metric = '', aggregation, tags, groupBy }: Asked) {
  return {
    metric_name: metric,
    aggregation,
    ...(tags === undefined ? {} : { tags }),
    ...(groupBy.length > 0 ? { group_by: groupBy.join(',') } : {}),
  };
}

function rankOf({ rank }: Pick<Question, 'rank'>): { top?: number; bottom?: number } {
  return rank === undefined ? { top: MOST_SERIES + 1 } : { [rank.order]: rank.count };
}
