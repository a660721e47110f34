import type { AnswerOf } from '../../api/use-get.js';
import type { Alert, AlertRule, Matcher } from '../alert.js';
import { printMatchers } from '../matchers/matcher-text.js';

type Aggregate = Extract<AnswerOf<'/metrics'>, { aggregation: string }>;
/** What of a rule says what is measured. */
export type Terms = Pick<
  AlertRule,
  'metric_name' | 'aggregation' | 'window_seconds' | 'matchers' | 'group_by' | 'divide_by' | 'method'
>;

/** What `GET /metrics` is asked. */
interface Question {
  readonly metric_name: string;
  readonly aggregation: string;
  readonly tags?: string;
  readonly group_by?: string;
  readonly step: string;
}

/** More points than this say no more. */
const MOST_POINTS = 500;
/** Their value is larger the longer the step is, so only a step as long as the rule's window compares with its threshold. */
const GROWING = new Set(['increase', 'sum', 'count']);

/** What is measured for an alert: by its rule, or for one raised by hand the metric that it names; undefined when that is none. */
export function termsOf(alert: Alert, rule: AlertRule | undefined): Terms | undefined {
  if (rule !== undefined) return rule.metric_name === null ? undefined : rule;
  if (alert.metric_name === null || alert.rule_id !== null) return undefined;
  const matchers = Object.entries(alert.tags).map(([tag, value]): Matcher => ({ tag, operator: '=', value }));
  const { metric_name } = alert;
  return { metric_name, aggregation: 'avg', window_seconds: 60, matchers, group_by: [], divide_by: null, method: null };
}

/** How far apart the points of a span of time are, seconds: the window of the rule, so that each point is what the rule would have seen. */
export function stepOf({ window_seconds, method }: Terms, spanMs: number): number {
  const window = method?.type === 'burn_rate' ? method.short_window : window_seconds;
  return Math.max(window, Math.ceil(spanMs / 1000 / MOST_POINTS));
}

/**
 * The questions whose answers a rule is judged by: the metric, and what it is divided by.
 *
 * @param tags only this group of the rule; all of them without
 */
export function questionsOf(
  terms: Terms,
  spanMs: number,
  tags: Readonly<Record<string, string>> = {},
): { part: Question; whole?: Question } {
  const { metric_name, aggregation, matchers, group_by, divide_by } = terms;
  const group = group_by.flatMap((tag): Matcher[] => {
    const value = tags[tag];
    return value === undefined ? [] : [{ tag, operator: '=', value }];
  });
  const ask = (name: string, how: string, only: readonly Matcher[]): Question => ({
    metric_name: name,
    aggregation: how,
    tags: printMatchers([...only, ...group]) || undefined,
    group_by: group_by.join(',') || undefined,
    step: `${stepOf(terms, spanMs)}s`,
  });
  return {
    part: ask(metric_name ?? '', aggregation, matchers),
    whole: divide_by
      ? ask(divide_by.metric_name, divide_by.aggregation ?? aggregation, divide_by.matchers ?? [])
      : undefined,
  };
}

/** The values of one group over time; as in the rule, a group without a dividend has 0 of it. */
export function valuesOf(
  terms: Terms,
  tags: Readonly<Record<string, string>>,
  part: Aggregate,
  whole: Aggregate | undefined,
): { timestamps: string[]; values: (number | null)[] } {
  const parts = pointsOf(terms, tags, part);
  if (!terms.divide_by)
    return { timestamps: parts.map(({ timestamp }) => timestamp), values: parts.map(({ value }) => value) };
  const wholes = pointsOf(terms, tags, whole);
  const known = new Map(parts.map(({ timestamp, value }) => [timestamp, value]));
  const { minimum = 0 } = terms.divide_by;
  const values = wholes.map(({ timestamp, value }) =>
    value === null || value === 0 || value < minimum ? null : ((known.get(timestamp) ?? 0) / value) * factorOf(terms),
  );
  return { timestamps: wholes.map(({ timestamp }) => timestamp), values };
}

/** Where the threshold lies on the chart of the metric; undefined when the rule compares something that the chart does not show. */
export function thresholdOn(terms: Terms, threshold: number | null, spanMs: number): number | undefined {
  if (threshold === null) return undefined;
  const { method, divide_by, aggregation, window_seconds } = terms;
  if (method?.type === 'burn_rate') return threshold * (100 - method.objective);
  if (method) return undefined;
  const isComparable = divide_by || !GROWING.has(aggregation) || stepOf(terms, spanMs) === window_seconds;
  return isComparable ? threshold : undefined;
}

/** A burn rate is drawn as the share of failures, in percent. */
function factorOf({ method, divide_by }: Terms): number {
  return method?.type === 'burn_rate' ? 100 : (divide_by?.multiply ?? 1);
}

function pointsOf({ group_by }: Terms, tags: Readonly<Record<string, string>>, answer: Aggregate | undefined) {
  const group = answer?.items.find((item) => group_by.every((tag) => (item.tags[tag] ?? '') === (tags[tag] ?? '')));
  return group?.points ?? [];
}
