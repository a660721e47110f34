/** A range of time, epoch ms: from `startAt` up to and without `endAt`; an absent end is open. */
export interface TimeRange {
  startAt?: number;
  endAt?: number;
}

const HOUR_MS = 3_600_000;

/**
 * Splits a range into the whole hours in it and what remains before and after them.
 * Without a whole hour in it, `hours` is undefined and `rest` the range itself.
 */
export function splitHours(startAt?: number, endAt?: number): { hours: TimeRange | undefined; rest: TimeRange[] } {
  const firstHour = startAt === undefined ? undefined : Math.ceil(startAt / HOUR_MS) * HOUR_MS;
  const lastHour = endAt === undefined ? undefined : Math.floor(endAt / HOUR_MS) * HOUR_MS;
  if (firstHour !== undefined && lastHour !== undefined && firstHour >= lastHour) {
    return { hours: undefined, rest: [{ startAt, endAt }] };
  }
  const rest: TimeRange[] = [];
  if (startAt !== firstHour) rest.push({ startAt, endAt: firstHour });
  if (endAt !== lastHour) rest.push({ startAt: lastHour, endAt });
  return { hours: { startAt: firstHour, endAt: lastHour }, rest };
}
