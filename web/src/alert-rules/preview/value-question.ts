import type { components } from '../../api/schema.js';
import type { TimeSpan } from '../../time/time-range.js';
import type { Matcher, RuleTerms } from '../rule.js';
import { spellSeconds } from '../rule-in-words.js';

type MetricQuestion = components['schemas']['MetricQuestion'];
export type MetricGroup = components['schemas']['MetricGroup'];

/** What to ask `POST /metrics/query` so that a chart shows what a rule looks at. */
export interface ValueQuestion {
  readonly queries: readonly MetricQuestion[];
  readonly stepSeconds: number;
  /** The name of the answer that is shown. */
  readonly shown: string;
  /** Whether the shown values are those that the rule compares with its threshold. */
  readonly isCompared: boolean;
  /** The values are compared with those of so many seconds before. */
  readonly against?: { readonly seconds: number; readonly as: 'percent' | 'difference' };
  /** What a reader must know of the chart. */
  readonly note?: string;
}

/** More points than this tell no more on a screen. */
const MOST_POINTS = 360;
/** More lines than this cannot be told apart. */
export const MOST_GROUPS = 8;

/** What a rule looks at, as a question about metrics; undefined for errors, which are no metric. */
export function valueQuestion(rule: RuleTerms, span: TimeSpan): ValueQuestion | undefined {
  if (rule.metric_name === null || rule.method?.type === 'error_groups') return undefined;
  const window = rule.method?.type === 'burn_rate' ? rule.method.short_window : rule.window_seconds;
  const stepSeconds = Math.max(window, Math.ceil((span.to - span.from) / 1000 / MOST_POINTS));
  const coarse =
    stepSeconds > window
      ? `Each point covers ${spellSeconds(stepSeconds)}; the rule looks at ${spellSeconds(window)} at a time.`
      : undefined;
  const rank = rule.condition === 'lt' || rule.condition === 'lte' ? { bottom: MOST_GROUPS } : { top: MOST_GROUPS };
  const measure = {
    name: 'value',
    metric_name: rule.metric_name,
    aggregation: rule.aggregation,
    tags: tagFilter(rule.matchers),
    group_by: rule.group_by,
  };
  const base = { stepSeconds, shown: 'value', isCompared: true };
  const { method, divide_by } = rule;
  const queries = divide_by ? ratioQueries(rule, measure, rank) : [{ ...measure, ...rank }];
  if (method?.type === 'change') {
    return { ...base, queries, against: { seconds: method.offset, as: method.as ?? 'percent' }, note: coarse };
  }
  if (method?.type === 'forecast') {
    const note = `What is measured; the rule compares where its trend will be in ${spellSeconds(method.horizon)}.`;
    return { ...base, queries, note };
  }
  if (method?.type === 'anomaly') {
    const note = 'What is measured; the rule compares its distance from what is usual, so no limit is drawn.';
    return { ...base, queries, isCompared: false, note };
  }
  if (method?.type === 'burn_rate') {
    return {
      ...base,
      queries,
      note: `Over ${spellSeconds(stepSeconds)}; it must hold over ${spellSeconds(method.long_window)}, too.`,
    };
  }
  return { ...base, queries, note: coarse };
}

function ratioQueries(rule: RuleTerms, dividend: MetricQuestion, rank: object): MetricQuestion[] {
  const { divide_by, method } = rule;
  const factor = method?.type === 'burn_rate' ? 1 / (1 - method.objective / 100) : (divide_by?.multiply ?? 1);
  return [
    { ...dividend, name: 'part' },
    {
      ...dividend,
      name: 'whole',
      metric_name: divide_by?.metric_name,
      aggregation: divide_by?.aggregation ?? rule.aggregation,
      tags: tagFilter(divide_by?.matchers ?? []),
    },
    { name: 'value', expression: `part / whole * ${plainNumber(factor)}`, ...rank },
  ];
}

/** Matchers as `GET /metrics` takes them; values with commas, quotes or blanks at an end stand in quotes. */
export function tagFilter(matchers: readonly Matcher[]): string | undefined {
  if (matchers.length === 0) return undefined;
  return matchers
    .map(({ tag, operator, value }) => {
      const isPlain = !/[",\\]/.test(value) && value.trim() === value;
      return `${tag}${operator}${isPlain ? value : `"${value.replaceAll(/["\\]/g, '\\$&')}"`}`;
    })
    .join(',');
}

/** Expressions know no exponents. */
function plainNumber(value: number): string {
  return Number(value.toFixed(9)).toLocaleString('en', { useGrouping: false, maximumFractionDigits: 9 });
}

/** The values now against those before, group by group and step by step, as the rule compares them. */
export function changeAgainst(
  now: readonly MetricGroup[],
  before: readonly MetricGroup[],
  as: 'percent' | 'difference',
): MetricGroup[] {
  const past = new Map(before.map(({ tags, points }) => [JSON.stringify(tags), points]));
  return now.map(({ tags, points }) => {
    const old = past.get(JSON.stringify(tags));
    return {
      tags,
      points: points.map(({ timestamp, value }, index) => ({
        timestamp,
        value: changed(value, old?.[index]?.value ?? null, as),
      })),
    };
  });
}

function changed(value: number | null, before: number | null, as: 'percent' | 'difference'): number | null {
  if (value === null || before === null) return null;
  if (as === 'difference') return value - before;
  return before === 0 ? null : ((value - before) / Math.abs(before)) * 100;
}
