/** How a tag is compared, in the reader's terms. */
export const COMPARISONS = ['is', 'is-not', 'one-of', 'none-of', 'matches', 'matches-not'] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** One condition on a tag. Only `one-of` and `none-of` have other than one value. */
export interface TagTerm {
  readonly tag: string;
  readonly comparison: Comparison;
  readonly values: readonly string[];
}

const OPERATORS = {
  is: '=',
  'is-not': '!=',
  'one-of': '=~',
  'none-of': '!~',
  matches: '=~',
  'matches-not': '!~',
} as const;
/** As the service reads it: a value with a comma stands in double quotes. */
const TERM = /\s*([^\s=!~,"]+)\s*(=~|!=|!~|=)\s*("(?:[^"\\]|\\.)*"|[^",]*)\s*(?:,|$)/y;
const SPECIAL = /[\\^$.|?*+()[\]{}]/g;

/** Reads a tag filter; undefined when the service would not understand it either. */
export function readTerms(text: string | undefined): TagTerm[] | undefined {
  const source = text ?? '';
  if (source.trimStart().startsWith('{')) return readObject(source);
  const terms: TagTerm[] = [];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < source.length) {
    const term = TERM.exec(source);
    if (term === null) return undefined;
    const [, tag, operator, value] = term as unknown as [string, string, string, string];
    terms.push(termOf(tag, operator, value.startsWith('"') ? unquote(value) : value.trimEnd()));
  }
  return terms;
}

/** Writes a tag filter; undefined when there are no terms. */
export function writeTerms(terms: readonly TagTerm[]): string | undefined {
  if (terms.length === 0) return undefined;
  return terms
    .map(({ tag, comparison, values }) => tag + OPERATORS[comparison] + quote(textOfTerm(comparison, values)))
    .join(',');
}

/** The one value that a tag must have by each of several filters; undefined when they do not agree on one. */
export function commonValue(filters: readonly (string | undefined)[], tag: string): string | undefined {
  const values = filters.map((text) => {
    const term = readTerms(text)?.find((one) => one.tag === tag && one.comparison === 'is');
    return term?.values[0];
  });
  return new Set(values).size === 1 ? values[0] : undefined;
}

/** A list of values is a pattern of alternatives, none of which means more than it says. */
function textOfTerm(comparison: Comparison, values: readonly string[]): string {
  const isList = comparison === 'one-of' || comparison === 'none-of';
  return isList ? values.map((value) => value.replace(SPECIAL, '\\$&')).join('|') : (values[0] ?? '');
}

function termOf(tag: string, operator: string, value: string): TagTerm {
  if (operator === '=' || operator === '!=')
    return { tag, comparison: operator === '=' ? 'is' : 'is-not', values: [value] };
  const list = alternativesOf(value);
  if (list !== undefined) return { tag, comparison: operator === '=~' ? 'one-of' : 'none-of', values: list };
  return { tag, comparison: operator === '=~' ? 'matches' : 'matches-not', values: [value] };
}

/** The values of a pattern that is nothing but alternatives; undefined for any other pattern. */
function alternativesOf(pattern: string): string[] | undefined {
  const values: string[] = [''];
  for (let at = 0; at < pattern.length; at += 1) {
    let character = pattern[at]!;
    if (character === '|') {
      values.push('');
      continue;
    }
    if (character === '\\') {
      at += 1;
      character = pattern[at] ?? '';
      if (!/^[^\w\s]$/.test(character)) return undefined;
    } else if (/[\^$.?*+()[\]{}]/.test(character)) return undefined;
    values[values.length - 1] += character;
  }
  return values;
}

function readObject(text: string): TagTerm[] | undefined {
  try {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
    if (!entries.every(([, value]) => typeof value === 'string')) return undefined;
    return entries.map(([tag, value]) => ({ tag, comparison: 'is', values: [value as string] }));
  } catch {
    return undefined;
  }
}

function quote(value: string): string {
  return /[",]|^\s|\s$/.test(value) ? `"${value.replaceAll(/["\\]/g, '\\$&')}"` : value;
}

function unquote(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(["\\])/g, '$1');
}
