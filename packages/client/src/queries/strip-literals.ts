/** How a database writes strings: `mysql` has backslash escapes, strings in double quotes and names in backticks. */
export type Dialect = 'standard' | 'mysql';

/** Of longer statements the rest is left out: what tells them apart stands at the beginning. */
const MOST_READ = 8192;
const MOST_KEPT = 2048;

const SPACE = String.raw`(?<space>\s+|--[^\n]*)`;
const COMMENT = String.raw`(?<comment>/\*)`;
const WORD = String.raw`[A-Za-z_\u0080-\uffff][\w$\u0080-\uffff]*|\$\d+`;
const NUMBER = String.raw`(?<number>\.?\d(?:[\w.]|(?<=[eE])[+-])*)`;
/** An end that is missing is that of the statement. */
const PLAIN = `(?:[bBnNxX]|[uU]&)?'(?:[^']|'')*(?:'|$)`;
const ESCAPED = String.raw`'(?:[^'\\]|\\.|'')*(?:'|\\?$)`;

const TOKENS = {
  standard: tokens(
    SPACE,
    COMMENT,
    // What follows after a line break belongs to it.
    String.raw`(?<literal>[eE]${ESCAPED}(?:\s+${ESCAPED})*|${PLAIN})`,
    String.raw`(?<tag>\$(?:[A-Za-z_\u0080-\uffff][\w\u0080-\uffff]*)?\$)`,
    `"(?:[^"]|"")*(?:"|$)`,
    WORD,
    NUMBER,
  ),
  mysql: tokens(
    `${SPACE}|#[^\\n]*`,
    COMMENT,
    `(?<literal>[bBnNxX]?${ESCAPED}|${ESCAPED.replaceAll("'", '"')})`,
    '`(?:[^`]|``)*(?:`|$)',
    WORD,
    NUMBER,
  ),
} satisfies Record<Dialect, RegExp>;

const VALUE = String.raw`(?:\?|\$\d+)`;
const LIST = new RegExp(String.raw`(\bin ?\(|\barray ?\[) ?(${VALUE})(?: ?, ?${VALUE})+ ?(?=[)\]])`, 'gi');
const ROW = String.raw`\((?:[^()]|\([^()]*\))*\)`;
const ROWS = new RegExp(String.raw`(\bvalues ?${ROW})(?: ?, ?${ROW})+`, 'gi');

/**
 * The statement with `?` in the place of every literal, without comments, and with lists of values and rows cut down to their first: it
 * holds no data, and is the same for all calls of one place. Placeholders and names stay. Takes linear time.
 */
export function stripLiterals(statement: string, dialect: Dialect = 'standard'): string {
  const text = statement.slice(0, MOST_READ);
  const token = new RegExp(TOKENS[dialect]);
  let stripped = '';
  for (let match = token.exec(text); match?.[0]; match = token.exec(text)) {
    const { space, comment, literal, tag, number } = match.groups ?? {};
    if (literal !== undefined || number !== undefined) stripped += '?';
    else if (tag !== undefined) {
      stripped += '?';
      const end = text.indexOf(tag, token.lastIndex);
      token.lastIndex = end < 0 ? text.length : end + tag.length;
    } else if (space !== undefined || comment !== undefined || match[0].startsWith('#')) {
      if (comment !== undefined) token.lastIndex = endOfComment(text, token.lastIndex);
      if (stripped !== '' && !stripped.endsWith(' ')) stripped += ' ';
    } else stripped += match[0];
  }
  const folded = stripped.trimEnd().replace(LIST, '$1$2').replace(ROWS, '$1');
  return folded.length > MOST_KEPT || statement.length > MOST_READ ? `${folded.slice(0, MOST_KEPT)}…` : folded;
}

/** What nothing else is: one character. */
function tokens(...kinds: string[]): RegExp {
  return new RegExp([...kinds, '.'].join('|'), 'sy');
}

/** PostgreSQL's comments may hold others. */
function endOfComment(text: string, start: number): number {
  const marks = /\/\*|\*\//g;
  marks.lastIndex = start;
  let depth = 1;
  for (let match = marks.exec(text); match; match = marks.exec(text)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return marks.lastIndex;
  }
  return text.length;
}
