import { decodeCursor, encodeCursor } from '../../http/page.js';
import { Problem } from '../../http/problem.js';
import type { ListPlace } from './newest-samples.js';

/** A list place as a cursor. */
export function encodePlace({ at, seriesId, value, count, seen }: ListPlace): string {
  return encodeCursor([at, seriesId, String(value), count, seen]);
}

/** @throws Problem 400 for a cursor that this list did not make */
export function decodePlace(cursor: string): ListPlace {
  const [at, seriesId, value, count, seen] = decodeCursor(cursor, 5).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (![at, seriesId, count, seen].every(Number.isSafeInteger)) throw notACursor();
  return { at, seriesId, value, count, seen };
}

/** @throws Problem 400 for a cursor of a list that is ordered by id that this list did not make */
export function decodeId(cursor: string): number {
  const [id] = decodeCursor(cursor, 1);
  if (!Number.isInteger(id) || Math.abs(id as number) > 0x7fff_ffff) throw notACursor();
  return id as number;
}

function notACursor(): Problem {
  return Problem.of(400, 'The cursor is not one of this list.', {
    errors: [{ path: 'cursor', message: 'is not valid' }],
  });
}
