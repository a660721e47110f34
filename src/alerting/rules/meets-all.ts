import type { Matcher } from './matcher.js';

/** Whether a whole value matches a pattern in RE2's syntax. */
export type PatternTest = (pattern: string, value: string) => boolean;

/** Whether tags meet every matcher. What is absent counts as empty. */
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
