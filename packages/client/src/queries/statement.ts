import { type Dialect, stripLiterals } from './strip-literals.js';

/** What may be told of a statement: the same for all its calls. */
export interface Statement {
  /** Without literals. */
  readonly text: string;
  /** Such as `SELECT students`: the name of its span. */
  readonly name: string;
  /** Such as `SELECT`. */
  readonly operation: string;
  /** The table, where it is about a single one. */
  readonly collection: string | undefined;
}

const MOST_REMEMBERED = 1000;
/** Longer ones are mostly told once, with the data in them. */
const LONGEST_REMEMBERED = 4096;
const remembered: Record<Dialect, Map<string, Statement>> = { standard: new Map(), mysql: new Map() };

/** Reads a statement; those seen lately are looked up. */
export function describeStatement(text: string, dialect: Dialect = 'standard'): Statement {
  const statements = remembered[dialect];
  const known = statements.get(text);
  if (known) return known;
  const statement = readStatement(stripLiterals(text, dialect));
  if (text.length > LONGEST_REMEMBERED) return statement;
  if (statements.size >= MOST_REMEMBERED) statements.delete(statements.keys().next().value!);
  statements.set(text, statement);
  return statement;
}

const PART = String.raw`(?:"[^"]+"|${'`[^`]+`'}|\[[^\]]+\]|[\w$\u0080-\uffff]+(?![\w$\u0080-\uffff]))`;
const NAME = String.raw`(${PART}(?: ?\. ?${PART})*)`;
const FROM = String.raw`\bfrom (?:only )?${NAME}(?! ?[(.])`;
const TABLES: Readonly<Record<string, RegExp>> = {
  // Neither a function nor the first of several.
  SELECT: new RegExp(`${FROM}(?! ?,| (?:as )?${PART} ?,)`, 'i'),
  DELETE: new RegExp(FROM, 'i'),
  INSERT: new RegExp(String.raw`\binto ${NAME}`, 'i'),
  REPLACE: new RegExp(String.raw`\binto ${NAME}`, 'i'),
  MERGE: new RegExp(String.raw`\binto (?:only )?${NAME}`, 'i'),
  UPDATE: new RegExp(String.raw`\bupdate (?:only )?${NAME}`, 'i'),
  COPY: new RegExp(String.raw`\bcopy ${NAME}`, 'i'),
};

function readStatement(text: string): Statement {
  const outer = withoutNested(text);
  const [first = 'QUERY'] = /[a-z]{1,20}/i.exec(text) ?? [];
  const verb = /^with$/i.test(first) ? /\b(?:select|insert|update|delete|merge)\b/i.exec(outer)?.[0] : first;
  const operation = (verb ?? first).toUpperCase();
  const isJoined = operation === 'SELECT' && /\bjoin\b/i.test(outer);
  const table = isJoined ? undefined : TABLES[operation]?.exec(outer)?.[1];
  const collection = table?.replace(/["`[\] ]/g, '');
  return { text, operation, collection, name: collection === undefined ? operation : `${operation} ${collection}` };
}

/** What is in parentheses is left out. */
function withoutNested(text: string): string {
  let outer = '';
  let depth = 0;
  for (const mark of text.split(/([()])/)) {
    if (mark === ')') depth = Math.max(0, depth - 1);
    if (depth === 0) outer += mark;
    if (mark === '(') depth += 1;
  }
  return outer;
}
