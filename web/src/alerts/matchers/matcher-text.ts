import type { Matcher } from '../alert.js';

/** How a matcher compares, with what is said of it. */
export const OPERATORS = [
  { value: '=', label: '= is' },
  { value: '!=', label: '!= is not' },
  { value: '=~', label: '=~ matches' },
  { value: '!~', label: '!~ matches not' },
] as const;

/** As the service reads tag filters: a value with a comma or a quote stands in double quotes. */
const TERM = /\s*([^\s=!~,"]+)\s*(=~|!=|!~|=)\s*("(?:[^"\\]|\\.)*"|[^",]*)\s*(?:,|$)/y;

/** Matchers as one line: `service=billing, name=~"High.*"`. */
export function printMatchers(matchers: readonly Matcher[]): string {
  return matchers.map(({ tag, operator, value }) => `${tag}${operator}${quote(value)}`).join(', ');
}

/** Reads such a line; undefined when it is none. */
export function parseMatchers(text: string): Matcher[] | undefined {
  const source = text.trim().replace(/^\{(.*)\}$/s, '$1');
  const matchers: Matcher[] = [];
  TERM.lastIndex = 0;
  while (TERM.lastIndex < source.length) {
    const term = TERM.exec(source);
    if (term === null) return undefined;
    const [, tag, operator, value] = term as unknown as [string, string, Matcher['operator'], string];
    matchers.push({ tag, operator, value: value.startsWith('"') ? unquote(value) : value.trimEnd() });
  }
  return matchers;
}

function quote(value: string): string {
  return /[",]|^\s|\s$|^$/.test(value) ? `"${value.replaceAll(/(["\\])/g, '\\$1')}"` : value;
}

/** Only quotes and backslashes need a backslash, so that patterns keep theirs. */
function unquote(quoted: string): string {
  return quoted.slice(1, -1).replaceAll(/\\(["\\])/g, '$1');
}
