import type { Conditions } from '../../database/conditions.js';

/** A piece of time, epoch ms: from `startAt` up to and without `endAt`. */
export interface Piece {
  readonly startAt: number;
  readonly endAt: number;
}

/** A range of time as the whole UTC days in it, the whole hours before and after them, and what remains. */
export interface SplitRange {
  readonly days: readonly Piece[];
  readonly hours: readonly Piece[];
  readonly rest: readonly Piece[];
}

export const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export function splitRange(range: Piece): SplitRange {
  const byDay = split(range, DAY_MS);
  const byHour = byDay.rest.map(splitHours);
  return {
    days: byDay.whole,
    hours: byHour.flatMap(({ hours }) => hours),
    rest: byHour.flatMap(({ rest }) => rest),
  };
}

/** The whole hours in a range, and what remains. */
export function splitHours(range: Piece): Omit<SplitRange, 'days'> {
  const { whole, rest } = split(range, HOUR_MS);
  return { hours: whole, rest };
}

/** The units that lie in a piece as one, and what remains before and after them. */
function split({ startAt, endAt }: Piece, unitMs: number): { whole: Piece[]; rest: Piece[] } {
  const first = Math.ceil(startAt / unitMs) * unitMs;
  const last = Math.floor(endAt / unitMs) * unitMs;
  if (first >= last) return { whole: [], rest: [{ startAt, endAt }] };
  const rest = [
    { startAt, endAt: first },
    { startAt: last, endAt },
  ];
  return { whole: [{ startAt: first, endAt: last }], rest: rest.filter((piece) => piece.startAt < piece.endAt) };
}

/** That a time lies in one of some pieces, of which there is at least one. */
export function addPieces(conditions: Conditions, column: string, pieces: readonly Piece[]): Conditions {
  const one = `(${column} >= ? and ${column} < ?)`;
  const times = pieces.flatMap(({ startAt, endAt }) => [new Date(startAt), new Date(endAt)]);
  return conditions.add(`(${pieces.map(() => one).join(' or ')})`, ...times);
}
