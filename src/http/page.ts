import { Problem } from './problem.js';

/** One page of a list; `next_cursor` is null on the last. */
export interface Page<T> {
  items: T[];
  next_cursor: string | null;
}

/** Makes a cursor from the sort values of a page's last item. Callers must not read anything into it. */
export function encodeCursor(values: (string | number)[]): string {
  return Buffer.from(JSON.stringify(values)).toString('base64url');
}

/**
 * Reads a cursor. @param length how many values this list's cursors have
 * @throws Problem 400 when it was not made by this list
 */
export function decodeCursor(cursor: string, length?: number): (string | number)[] {
  const values = parse(cursor);
  const usable =
    Array.isArray(values) &&
    (length === undefined || values.length === length) &&
    values.every((value) => typeof value === 'string' || typeof value === 'number');
  if (!usable) throw notACursor();
  return values as (string | number)[];
}

/** Reads the cursor of a list that is sorted by time (a whole number, in the list's own unit) and id. @throws Problem 400 as above */
export function decodeTimeCursor(cursor: string): [at: number, id: string] {
  const [at, id] = decodeCursor(cursor, 2);
  if (!Number.isSafeInteger(at) || typeof id !== 'string' || id.includes('\0')) throw notACursor();
  return [at as number, id];
}

/** What a list answers to a cursor that it did not make. */
export function notACursor(): Problem {
  return Problem.of(400, 'The cursor is not one of this list.', {
    errors: [{ path: 'cursor', message: 'is not valid' }],
  });
}

function parse(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    return undefined;
  }
}
