import { formatSpan } from '../format/duration.js';
import { kindOf } from './kinds.js';
import type { Matcher, Method, Rule, RuleTerms } from './rule.js';
import { spellThreshold, unitOf } from './value-unit.js';

/** How conditions are written and said. */
export const CONDITIONS: readonly { value: Rule['condition']; sign: string; label: string }[] = [
  { value: 'gt', sign: '>', label: 'is above (>)' },
  { value: 'gte', sign: '≥', label: 'is at least (≥)' },
  { value: 'lt', sign: '<', label: 'is below (<)' },
  { value: 'lte', sign: '≤', label: 'is at most (≤)' },
  { value: 'eq', sign: '=', label: 'is exactly (=)' },
  { value: 'neq', sign: '≠', label: 'is not (≠)' },
];

const AGGREGATION_WORDS: Readonly<Record<string, string>> = {
  avg: 'average',
  min: 'minimum',
  max: 'maximum',
  last: 'latest',
  count: 'number of values',
};

/** A condition's sign; what this page does not know stays as it came. */
export function signOf(condition: Rule['condition']): string {
  return CONDITIONS.find(({ value }) => value === condition)?.sign ?? condition;
}

/** Seconds as people say them: 90 s, 5 min, 1 d. */
export function spellSeconds(seconds: number): string {
  if (seconds > 60 && seconds < 3600 && seconds % 60 !== 0) return `${seconds}\u00a0s`;
  return formatSpan(seconds * 1000);
}

/** Matchers as the API writes them: `{status=~5.., service=billing}`; empty without any. */
export function spellMatchers(matchers: readonly Matcher[]): string {
  if (matchers.length === 0) return '';
  return `{${matchers.map(({ tag, operator, value }) => `${tag}${operator}${value}`).join(', ')}}`;
}

/** What a rule watches and when it fires: "p95 of http_request_duration_ms by service > 800 ms for 5 min". */
export function ruleInWords(rule: RuleTerms, metricUnit?: string | null): string {
  const held = rule.duration > 0 ? ` for ${spellSeconds(rule.duration)}` : '';
  const groups = rule.group_by.length > 0 ? ` by ${rule.group_by.join(', ')}` : '';
  if (kindOf(rule) === 'absence') return `no ${metricWords(rule)}${groups}${held || ' within its window'}`;
  const limit = `${signOf(rule.condition)} ${spellThreshold(rule.threshold, unitOf(rule, metricUnit))}`;
  return `${subjectOf(rule)}${groups} ${limit}${held}`;
}

function subjectOf(rule: RuleTerms): string {
  const { method } = rule;
  if (method?.type === 'error_groups') return `${eventWords(method)} within ${spellSeconds(rule.window_seconds)}`;
  if (method?.type === 'burn_rate') {
    return `burn of the error budget (${method.objective} % good, over ${spellSeconds(method.long_window)} and ${spellSeconds(method.short_window)}) of ${measureWords(rule)}`;
  }
  const measured = measureWords(rule);
  if (method?.type === 'change') {
    return `${method.as === 'difference' ? 'difference' : 'change'} of ${measured} against ${spellSeconds(method.offset)} before`;
  }
  if (method?.type === 'forecast') return `${measured} in ${spellSeconds(method.horizon)}, by the trend`;
  if (method?.type === 'anomaly') return `${measured}, ${DIRECTION_WORDS[method.direction ?? 'both']}, distance`;
  return measured;
}

const DIRECTION_WORDS = {
  both: 'unusual for the time',
  above: 'unusually high for the time',
  below: 'unusually low for the time',
} as const;

function eventWords({ events }: Extract<Method, { type: 'error_groups' }>): string {
  const words = { new: 'new', regressed: 'returning', spike: 'suddenly frequent' } as const;
  return `${events.map((event) => words[event] ?? event).join(' or ')} errors`;
}

function measureWords(rule: RuleTerms): string {
  const { aggregation, window_seconds, divide_by } = rule;
  const counts = aggregation === 'increase' && rule.method?.type !== 'burn_rate';
  const words = `${AGGREGATION_WORDS[aggregation] ?? aggregation} of ${metricWords(rule)}`;
  if (divide_by) {
    return `${metricWords(rule)} ÷ ${divide_by.metric_name}${spellMatchers(divide_by.matchers ?? [])}`;
  }
  return counts ? `${words} in ${spellSeconds(window_seconds)}` : words;
}

function metricWords({ metric_name, matchers, method }: RuleTerms): string {
  return `${metric_name ?? (method?.type === 'error_groups' ? 'errors' : '…')}${spellMatchers(matchers)}`;
}
