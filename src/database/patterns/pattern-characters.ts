import { PatternFault } from './pattern-fault.js';
import type { PatternReader } from './pattern-reader.js';

/** Classes of ASCII characters, as RE2 has them, as members of a bracket. */
const CLASSES: Record<string, string> = { d: '0-9', w: '0-9A-Za-z_', s: '\\t\\n\\f\\r ' };
/** Where a text or a word begins or ends. */
const PLACES: Record<string, string> = { b: '\\y', B: '\\Y', A: '^', z: '$' };
const CONTROLS: Record<string, string> = { a: '\x07', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };
const HEXADECIMAL = /x(?:([0-9A-Fa-f]{2})|\{([0-9A-Fa-f]{1,6})\})/y;
const NAMED_CLASS = /\[:\^?(alnum|alpha|ascii|blank|cntrl|digit|graph|lower|print|punct|space|upper|word|xdigit):\]/y;
const ASCII_CLASSES: Record<string, string> = { ascii: '\\u0001-\\u007F', word: '0-9A-Za-z_' };

/** What a backslash and what follows it stand for, in PostgreSQL's syntax. */
export function readEscape(reader: PatternReader): string {
  const { next } = reader;
  if (PLACES[next]) return PLACES[reader.read()]!;
  const members = CLASSES[next.toLowerCase()];
  if (members) return reader.read() === next.toLowerCase() ? `[${members}]` : `[^${members}]`;
  return literal(readCharacter(reader));
}

/** What stands in square brackets, the first of which has been read. */
export function readClass(reader: PatternReader): string {
  const negated = reader.take('^');
  const members: string[] = [];
  // A closing bracket that comes first is a member.
  while (members.length === 0 || reader.next !== ']') {
    if (reader.isAtEnd) throw new PatternFault('lacks a closing square bracket');
    members.push(readMember(reader));
  }
  reader.read();
  return `[${negated ? '^' : ''}${members.join('')}]`;
}

function readMember(reader: PatternReader): string {
  const named = reader.match(NAMED_CLASS);
  if (named) {
    if (named[0].startsWith('[:^')) throw new PatternFault(`has ${named[0]}, which is not taken`);
    return ASCII_CLASSES[named[1]!] ?? `[:${named[1]}:]`;
  }
  const from = readEnd(reader);
  if (from.length > 2) return from;
  if (!reader.take('-')) return literal(from);
  if (reader.next === ']') return `${literal(from)}\\-`;
  const to = readEnd(reader);
  if (to.length > 2 || from.codePointAt(0)! > to.codePointAt(0)!) throw new PatternFault(`has the range ${from}-${to}`);
  return `${literal(from)}-${literal(to)}`;
}

/** One character, or the members of a class such as `\d`. */
function readEnd(reader: PatternReader): string {
  if (!reader.take('\\')) return reader.read();
  const members = CLASSES[reader.next];
  if (!members) return readCharacter(reader);
  reader.read();
  return members;
}

/** The character that an escape stands for. */
function readCharacter(reader: PatternReader): string {
  const hexadecimal = reader.match(HEXADECIMAL);
  if (hexadecimal) {
    const code = Number.parseInt(hexadecimal[1] ?? hexadecimal[2]!, 16);
    if (code === 0 || code > 0x10ffff) throw new PatternFault(`has \\${hexadecimal[0]}, which is no character`);
    return String.fromCodePoint(code);
  }
  const character = reader.read();
  if (character === '') throw new PatternFault('ends with a backslash');
  if (/[1-9]/.test(character)) throw new PatternFault(`refers back with \\${character}, which is not taken`);
  const control = CONTROLS[character];
  if (control) return control;
  if (/[A-Za-z0]/.test(character)) throw new PatternFault(`has \\${character}, which is not taken`);
  return character;
}

/** A character that stands for itself, wherever it stands. */
function literal(character: string): string {
  return /[\p{L}\p{N}\s]/u.test(character) || character > '\x7f' ? character : `\\${character}`;
}
