import type { TimeRange } from '../../time/time-range.js';
import type { Alert } from '../alert.js';

const MINUTE = 60_000;
const LEAST_BEFORE = 30 * MINUTE;

/**
 * The span of time in which an alert is seen best: some time before its condition was first seen to hold, as long as it went on, and
 * some time after; up to now while it is open. `now` is epoch milliseconds.
 */
export function spanAround(
  { started_at, resolved_at }: Pick<Alert, 'started_at' | 'resolved_at'>,
  now: number,
): TimeRange {
  const start = Date.parse(started_at);
  const end = resolved_at === null ? now : Date.parse(resolved_at);
  const before = Math.max(LEAST_BEFORE, (end - start) / 2);
  if (resolved_at === null) return { last: `${Math.min(99_999, Math.ceil((end - start + before) / MINUTE))}m` };
  return { from: Math.floor(start - before), to: Math.ceil(Math.min(now, end + before / 2)) };
}
