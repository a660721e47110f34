import type { Transaction } from '../../database/database.js';
import { translatePattern } from '../../database/patterns/translate-pattern.js';
import type { Matcher } from './matcher.js';
import { type PatternTest, tagValue } from './meets-all.js';

/**
 * Asks PostgreSQL once for every regular expression of the matchers and every value it will meet, because JavaScript's own engine can
 * be kept busy by a pattern. No statement without regular expressions.
 */
export async function patternMatches(
  tx: Transaction,
  matchers: readonly Matcher[],
  tagSets: readonly Record<string, string>[],
): Promise<PatternTest> {
  const pairs = new Map<string, { pattern: string; value: string }>();
  for (const { tag, operator, value: pattern } of matchers) {
    if (!operator.endsWith('~')) continue;
    for (const tags of tagSets) {
      const value = tagValue(tags, tag);
      pairs.set(keyOf(pattern, value), { pattern: translatePattern(pattern), value });
    }
  }
  if (pairs.size === 0) return () => false;
  const asked = [...pairs.entries()];
  const rows = await tx.query<{ at: number }>(
    `select at::int as at from unnest($1::text[], $2::text[]) with ordinality as asked (pattern, value, at) where value ~ pattern`,
    [asked.map(([, { pattern }]) => pattern), asked.map(([, { value }]) => value)],
  );
  const matched = new Set(rows.map(({ at }) => asked[at - 1]![0]));
  return (pattern, value) => matched.has(keyOf(pattern, value));
}

function keyOf(pattern: string, value: string): string {
  return JSON.stringify([pattern, value]);
}
