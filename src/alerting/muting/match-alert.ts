import type { Alert } from '../alerts/alert.entity.js';
import type { Matcher } from '../rules/matcher.js';

/** What the matchers of a mute look at. */
export type MatchableAlert = Pick<Alert, 'name' | 'severity' | 'source' | 'ruleId' | 'labels' | 'tags'>;

/** Whether a whole value matches a pattern in RE2's syntax. */
export type PatternTest = (pattern: string, value: string) => boolean;

/** The alert's labels and tags by name, and what is known of every alert: name, severity, source and rule_id. */
export function matchableTags({
  name,
  severity,
  source,
  ruleId,
  labels,
  tags,
}: MatchableAlert): Record<string, string> {
  return { ...labels, ...tags, name, severity, source, rule_id: ruleId ?? '' };
}

/** Whether an alert meets every matcher. What is absent counts as empty. */
export function meetsAll(matchers: readonly Matcher[], tags: Record<string, string>, matches: PatternTest): boolean {
  return matchers.every(({ tag, operator, value }) => {
    const actual = tagValue(tags, tag);
    if (operator === '=') return actual === value;
    if (operator === '!=') return actual !== value;
    return matches(value, actual) === (operator === '=~');
  });
}

/** The value of a tag; empty when it is absent. */
export function tagValue(tags: Record<string, string>, tag: string): string {
  return Object.hasOwn(tags, tag) ? tags[tag]! : '';
}
