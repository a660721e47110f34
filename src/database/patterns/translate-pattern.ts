import { readClass, readEscape } from './pattern-characters.js';
import { PatternFault } from './pattern-fault.js';
import { PatternReader } from './pattern-reader.js';

/** PostgreSQL takes no greater one. */
const MAX_REPEAT = 255;
/** Most characters and classes, repeats written out. */
const MAX_SIZE = 5000;
/**
 * Parts that may be left out (`a?`, `a*`, `a{0,9}` nine times) cost PostgreSQL the square of their number for each
 * character it looks at: a hundred take some 0.6 ms for a text of 1,000 characters, a thousand take a minute.
 */
const MAX_OPTIONAL = 100;
const MAX_DEPTH = 50;

/** A part of a pattern in PostgreSQL's syntax, and what it costs. */
interface Part {
  readonly text: string;
  /** Characters and classes, repeats written out. */
  readonly size: number;
  /** How many parts of it may be left out, repeats written out. */
  readonly optional: number;
}

/** Where a text or a word begins or ends. */
const PLACES = new Set(['^', '$', '\\y', '\\Y']);
const LOOK_AROUND = /\?<?[=!]/y;
const GROUP_START = /\?(?::|P?<[A-Za-z_]\w*>)/y;
const REPEAT = /\{(\d+)(?:(,)(\d*))?\}/y;

/**
 * Translates a regular expression in RE2's syntax, of which Prometheus' matchers are, into one of PostgreSQL that
 * matches whole texts. PostgreSQL knows back-references and look-around and takes any number of repeats; all of these
 * can keep it busy for minutes, so they are refused, as RE2 does, and what is left is bounded.
 *
 * @throws PatternFault that says what is not taken
 */
export function translatePattern(pattern: string): string {
  const flags = /^\(\?[is]+\)/.exec(pattern)?.[0] ?? '';
  const reader = new PatternReader(pattern, flags.length);
  const { text } = alternatives(reader, 0);
  if (!reader.isAtEnd) throw new PatternFault('has a closing bracket too many');
  return `${flags.includes('i') ? '(?i)' : ''}^(?:${text})$`;
}

/** Why a pattern is not taken; undefined when it is. */
export function patternFault(pattern: string): string | undefined {
  try {
    translatePattern(pattern);
    return undefined;
  } catch (fault) {
    if (fault instanceof PatternFault) return fault.message;
    throw fault;
  }
}

function alternatives(reader: PatternReader, depth: number): Part {
  if (depth > MAX_DEPTH) throw new PatternFault(`is nested deeper than ${MAX_DEPTH} levels`);
  const parts: Part[] = [];
  do parts.push(sequence(reader, depth));
  while (reader.take('|'));
  return joined(parts, '|');
}

function sequence(reader: PatternReader, depth: number): Part {
  const parts: Part[] = [];
  while (!reader.isAtEnd && reader.next !== '|' && reader.next !== ')') {
    parts.push(repeated(reader, single(reader, depth)));
  }
  return joined(parts, '');
}

function single(reader: PatternReader, depth: number): Part {
  if (reader.take('(')) return group(reader, depth);
  if ('*+?'.includes(reader.next)) throw new PatternFault(`has nothing before ${reader.next} to repeat`);
  return { text: character(reader), size: 1, optional: 0 };
}

function character(reader: PatternReader): string {
  if (reader.take('[')) return readClass(reader);
  return reader.take('\\') ? readEscape(reader) : plain(reader);
}

function group(reader: PatternReader, depth: number): Part {
  if (reader.match(LOOK_AROUND)) throw new PatternFault('looks around, which is not taken');
  if (reader.next === '?' && !reader.match(GROUP_START)) {
    throw new PatternFault('has flags elsewhere than at its start, or unknown ones');
  }
  const inner = alternatives(reader, depth + 1);
  if (!reader.take(')')) throw new PatternFault('lacks a closing bracket');
  return { ...inner, text: `(?:${inner.text})` };
}

function plain(reader: PatternReader): string {
  const one = reader.read();
  return '{}]'.includes(one) ? `\\${one}` : one;
}

function repeated(reader: PatternReader, part: Part): Part {
  const repeat = readRepeat(reader);
  if (!repeat) return part;
  reader.take('?'); // taking as little as possible matches the same texts
  if (readRepeat(reader)) throw new PatternFault('repeats a repeat');
  if (PLACES.has(part.text)) throw new PatternFault('repeats a place, not a character');
  const { least, most } = repeat;
  const times = Math.max(1, most === Infinity ? least : most);
  const leftOut = most === Infinity ? Number(least === 0) : most - least;
  return bounded({
    text: part.text + repeat.text,
    size: part.size * times,
    optional: part.optional * times + leftOut,
  });
}

function readRepeat(reader: PatternReader): { text: string; least: number; most: number } | undefined {
  for (const [text, least, most] of [
    ['*', 0, Infinity],
    ['+', 1, Infinity],
    ['?', 0, 1],
  ] as const) {
    if (reader.take(text)) return { text, least, most };
  }
  const counted = reader.match(REPEAT);
  if (!counted) return undefined;
  const [text, from, comma, to] = counted as unknown as [string, string, string?, string?];
  const least = Number(from);
  const most = comma === undefined ? least : to ? Number(to) : Infinity;
  if (most < least) throw new PatternFault(`repeats ${text}, from more to less`);
  if (least > MAX_REPEAT || (most !== Infinity && most > MAX_REPEAT)) {
    throw new PatternFault(`repeats ${text}, which is more than ${MAX_REPEAT} times`);
  }
  return { text, least, most };
}

function joined(parts: readonly Part[], separator: string): Part {
  return bounded({
    text: parts.map(({ text }) => text).join(separator),
    size: parts.reduce((sum, { size }) => sum + size, 0),
    optional: parts.reduce((sum, { optional }) => sum + optional, 0),
  });
}

function bounded(part: Part): Part {
  if (part.size > MAX_SIZE) throw new PatternFault(`has more than ${MAX_SIZE} characters, repeats written out`);
  if (part.optional > MAX_OPTIONAL) {
    throw new PatternFault(`has more than ${MAX_OPTIONAL} parts that may be left out, repeats written out`);
  }
  return part;
}
