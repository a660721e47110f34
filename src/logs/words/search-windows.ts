import type { TimeRange } from '../../http/list.dto.js';
import type { LogRange } from '../log-filter.dto.js';

const HOUR_MS = 3_600_000;
/** Each is looked through after the one before. */
const HOURS = [1, 24, 8 * 24, Infinity];

/**
 * The range of time in which the newest records are sought, in pieces, each longer than the one before: of a search by words mostly the first has
 * enough.
 *
 * @param before a time at or after that of all that is sought
 */
export function searchWindows(filter: LogRange, before: number | undefined, now: number): TimeRange[] {
  const { search, start_time, end_time } = filter;
  const limit = Math.min(end_time ?? Infinity, before === undefined ? Infinity : before + 1);
  const end = Number.isFinite(limit) ? limit : undefined;
  if (search === undefined) return [{ start_time, end_time: end }];
  const newest = Math.min(limit, now);
  const windows: TimeRange[] = [];
  let until = end;
  for (const hours of HOURS) {
    const from = newest - hours * HOUR_MS;
    if (from <= (start_time ?? -Infinity)) return [...windows, { start_time, end_time: until }];
    windows.push({ start_time: from, end_time: until });
    until = from;
  }
  return windows;
}
