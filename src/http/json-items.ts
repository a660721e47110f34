import { checkItemCount, MAX_ITEMS, noItems } from './ingest.js';
import { CLOSE_LIST, COMMA, OPEN_LIST, OPEN_OBJECT, skipSpace, skipValue } from './json-scan.js';
import { Problem } from './problem.js';

/** A larger item spoils its request: to look for its end would take long, and no item that can be taken comes near it. */
const MAX_BYTES = 262_144;

/** How long work lets others have their turn: a Pacer of metrics. */
export interface Turns {
  readonly isDue: boolean;
  pause(): Promise<void>;
}

/** Where the items of a body lie. */
export interface JsonItems {
  readonly bytes: Buffer;
  /** Start and end of each, one after the other. */
  readonly spans: readonly number[];
  /** True when the body is one object rather than an array. */
  readonly single: boolean;
}

/**
 * Finds the items of a body of JSON, which is one object or an array of 1 to 10,000, without reading them: a body as a whole
 * would keep everybody else waiting.
 *
 * @throws Problem 400 for another body, 422 for too many items or one that is too large
 */
export async function findItems(bytes: Buffer, turns: Turns): Promise<JsonItems> {
  const start = skipSpace(bytes, 0);
  if (start === bytes.length) throw noItems();
  if (bytes[start] === OPEN_OBJECT) {
    const end = endOf(bytes, start, '');
    if (skipSpace(bytes, end) < bytes.length) throw notJson();
    return { bytes, spans: [start, end], single: true };
  }
  if (bytes[start] !== OPEN_LIST) {
    readItem(bytes, start, endOf(bytes, start, ''));
    throw noItems();
  }
  const spans = await findAll(bytes, start, turns);
  return { bytes, spans, single: false };
}

/** The item that lies there. @throws Problem 400 for what is no JSON */
export function readItem(bytes: Buffer, start: number, end: number): unknown {
  try {
    return JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    throw notJson();
  }
}

async function findAll(bytes: Buffer, start: number, turns: Turns): Promise<number[]> {
  const spans: number[] = [];
  let count = 0;
  let at = skipSpace(bytes, start + 1);
  while (count > 0 || bytes[at] !== CLOSE_LIST) {
    const end = endOf(bytes, at, `[${count}]`);
    if (end === at) throw notJson();
    if (count < MAX_ITEMS) spans.push(at, end);
    count++;
    at = skipSpace(bytes, end);
    if (bytes[at] === CLOSE_LIST) break;
    if (bytes[at] !== COMMA) throw notJson();
    at = skipSpace(bytes, at + 1);
    if (turns.isDue) await turns.pause();
  }
  if (skipSpace(bytes, at + 1) < bytes.length) throw notJson();
  checkItemCount(count);
  return spans;
}

function endOf(bytes: Buffer, start: number, path: string): number {
  const limit = start + MAX_BYTES;
  const end = skipValue(bytes, start, Math.min(limit, bytes.length));
  if (end < limit) return end;
  throw Problem.invalid([{ path, message: `has more than ${MAX_BYTES} bytes` }]);
}

function notJson(): Problem {
  return Problem.of(400, 'The body is not valid JSON.');
}
