import { setImmediate as nextTurn } from 'node:timers/promises';
import { checkAccepted, checkItemCount, type ItemCheck, type ReadItems } from './ingest.js';
import { Problem } from './problem.js';

/** No item that can be taken comes near it. */
const MAX_LINE_BYTES = 262_144;
/** After about so many bytes others have their turn. */
const TURN_BYTES = 524_288;
/** Blank ones too: to look for so many ends takes some milliseconds. */
const MAX_LINES = 100_000;
const [LINE_FEED, SPACE] = [0x0a, 0x20];

/** Where a line that is not blank lies, and its number from 1. */
interface Line {
  readonly number: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads newline-delimited JSON: an item a line, 1 to 10,000 of them; blank lines do not count. A bad line does not spoil the good
 * ones.
 *
 * @throws Problem 400 for no line, 422 for too many or when every one is bad
 */
export async function readLines<T>(bytes: Buffer, check: ItemCheck<T>): Promise<ReadItems<T>> {
  const lines = findLines(bytes);
  if (lines.length === 0) throw Problem.of(400, 'The body has no line: expected one item a line.');
  checkItemCount(lines.length);
  const read: ReadItems<T> = { accepted: 0, items: [], indexes: [], rejected: [], single: false };
  let turn = 0;
  for (const [index, { number, start, end }] of lines.entries()) {
    const outcome = readLine(bytes, start, end, check);
    if ('value' in outcome) {
      read.items.push(outcome.value);
      read.indexes.push(index);
    } else {
      read.rejected.push({ index, line: number, ...outcome });
    }
    turn += end - start;
    if (turn < TURN_BYTES) continue;
    turn = 0;
    await nextTurn();
  }
  read.accepted = read.items.length;
  checkAccepted(read);
  return read;
}

function readLine<T>(bytes: Buffer, start: number, end: number, check: ItemCheck<T>): ReturnType<ItemCheck<T>> {
  if (end - start > MAX_LINE_BYTES) return { path: '', reason: `has more than ${MAX_LINE_BYTES} bytes` };
  let item: unknown;
  try {
    item = JSON.parse(bytes.toString('utf8', start, end));
  } catch {
    return { path: '', reason: 'is not valid JSON' };
  }
  return check(item);
}

function findLines(bytes: Buffer): Line[] {
  const lines: Line[] = [];
  let number = 0;
  for (let start = 0; start < bytes.length; ) {
    const found = bytes.indexOf(LINE_FEED, start);
    const end = found < 0 ? bytes.length : found;
    number++;
    if (number > MAX_LINES) throw Problem.invalid([{ path: '', message: `has more than ${MAX_LINES} lines` }]);
    if (!isBlank(bytes, start, end)) lines.push({ number, start, end });
    start = end + 1;
  }
  return lines;
}

function isBlank(bytes: Buffer, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    if (bytes[at]! > SPACE) return false;
  }
  return true;
}
