import type { Conditions } from '../../database/conditions.js';
import { decodeCursor, encodeCursor, notACursor } from '../../http/page.js';

/** In which order traces are listed. */
export const TRACE_SORTS = ['recent', 'slowest'] as const;
export type TraceSort = (typeof TRACE_SORTS)[number];

/** A trace's place in an order: its start as epoch microseconds, or its duration in microseconds, and its id. */
export type TracePlace = readonly [micros: number, traceId: string];

/** What each order sorts by, downwards, the id after it; and a number of microseconds as a value to compare that with. */
const KEYS: Record<TraceSort, { key: string; value: string }> = {
  recent: { key: 'started_at', value: 'to_timestamp(?::double precision / 1000000)' },
  slowest: { key: '(ended_at - started_at)', value: `? * interval '1 microsecond'` },
};

/** By its bytes, as `comparePlaces` does, whatever the collation of the database. */
const ID = 'trace_id collate "C"';

export function orderBy(sort: TraceSort): string {
  return `order by ${KEYS[sort].key} desc, ${ID} desc`;
}

/** Only traces that come after a place (`<`), or up to and with it (`>=`). */
export function addPlace(conditions: Conditions, sort: TraceSort, sign: '<' | '>=', place: TracePlace): Conditions {
  const { key, value } = KEYS[sort];
  return conditions.add(`(${key}, ${ID}) ${sign} (${value}, ?)`, ...place);
}

/** Below 0 when the first of two places comes first. */
export function comparePlaces([one, oneId]: TracePlace, [other, otherId]: TracePlace): number {
  if (one !== other) return other - one;
  return Buffer.compare(Buffer.from(otherId), Buffer.from(oneId));
}

export function encodePlace(sort: TraceSort, place: TracePlace): string {
  return encodeCursor([sort, ...place]);
}

/** @throws Problem 400 when the cursor is not one of this order */
export function decodePlace(sort: TraceSort, cursor: string): TracePlace {
  const [of, micros, traceId] = decodeCursor(cursor, 3);
  if (of !== sort || !Number.isSafeInteger(micros) || typeof traceId !== 'string' || traceId.includes('\0'))
    throw notACursor();
  return [micros as number, traceId];
}
