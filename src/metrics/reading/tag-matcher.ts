import { translatePattern } from '../../database/patterns/translate-pattern.js';

/** How a matcher compares; the last two take regular expressions (RE2's syntax) that must match the whole value. */
export const MATCH_OPERATORS = ['=', '!=', '=~', '!~'] as const;

/** A condition on a tag. A tag that a series does not have counts as empty; `source` is a tag here, too. */
export interface TagMatcher {
  readonly tag: string;
  readonly operator: (typeof MATCH_OPERATORS)[number];
  readonly value: string;
}

/** `name=value`, `name!=value`, `name=~pattern`, `name!~pattern`; a value with a comma stands in double quotes. */
const TERM = /\s*([^\s=!~,"]+)\s*(=~|!=|!~|=)\s*("(?:[^"\\]|\\.)*"|[^",]*)\s*(?:,|$)/y;

/**
 * Reads the tag filter of a request: a JSON object of equal tags, or terms with commas between them.
 *
 * @returns undefined when it is neither
 */
export function parseMatchers(text: string): TagMatcher[] | undefined {
  if (text.trimStart().startsWith('{')) return parseObject(text);
  const matchers: TagMatcher[] = [];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < text.length) {
    const term = TERM.exec(text);
    if (!term) return undefined;
    const [, tag, operator, value] = term as unknown as [string, string, TagMatcher['operator'], string];
    matchers.push({ tag, operator, value: value.startsWith('"') ? unquote(value) : value.trimEnd() });
  }
  return matchers;
}

/** Only quotes and backslashes need a backslash, so that patterns keep theirs. */
function unquote(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(["\\])/g, '$1');
}

function parseObject(text: string): TagMatcher[] | undefined {
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
    if (!entries.every(([, value]) => typeof value === 'string')) return undefined;
    return entries.map(([tag, value]) => ({ tag, operator: '=', value: value as string }));
  } catch {
    return undefined;
  }
}

/**
 * The SQL condition of matchers on `metric_series`; values are appended to `values` as parameters. PostgreSQL matches
 * patterns: their cost is bounded (translatePattern), and it is not the event loop that pays. A tag that must be there is found by the index.
 *
 * @throws PatternFault
 */
export function matcherSql(matchers: readonly TagMatcher[], values: unknown[]): string {
  return matchers
    .map(({ tag, operator, value }) => {
      if (operator === '=' && value !== '' && tag !== 'source') {
        return ` and tags @> jsonb_build_object($${values.push(tag)}::text, $${values.push(value)}::text)`;
      }
      const actual = tagSql(tag, values);
      const comparison = { '=': '=', '!=': '<>', '=~': '~', '!~': '!~' }[operator];
      return ` and ${actual} ${comparison} $${values.push(isPattern(operator) ? translatePattern(value) : value)}::text`;
    })
    .join('');
}

/** The value a series has of a tag, as SQL; empty when it has none. */
export function tagSql(tag: string, values: unknown[]): string {
  const fallback = tag === 'source' ? "coalesce(source, '')" : "''";
  return `coalesce(tags ->> $${values.push(tag)}::text, ${fallback})`;
}

/** Whether a series fits matchers without patterns, as `matcherSql` has it. */
export function fitsAll(
  { source, tags }: { readonly source: string | null; readonly tags: Readonly<Record<string, string>> },
  matchers: readonly TagMatcher[],
): boolean {
  return matchers.every(({ tag, operator, value }) => {
    const fallback = tag === 'source' ? (source ?? '') : '';
    const actual = Object.hasOwn(tags, tag) ? tags[tag] : fallback;
    return (actual === value) === (operator === '=');
  });
}

/** Whether an operator takes a pattern. */
export function isPattern(operator: TagMatcher['operator']): boolean {
  return operator === '=~' || operator === '!~';
}
