import type { TimeRange } from './list.dto.js';
import { Problem } from './problem.js';

const HOUR_MS = 3_600_000;

/** A range with both ends: up to now and from an hour, or `lengthMs`, before its end, unless told otherwise. @throws Problem 400 for an empty one */
export function rangeOf(range: TimeRange, now: number, lengthMs = HOUR_MS): Required<TimeRange> {
  const end = range.end_time ?? now;
  const start = range.start_time ?? end - lengthMs;
  if (start < end) return { start_time: start, end_time: end };
  throw Problem.of(400, 'The query has faults.', {
    errors: [{ path: 'start_time', message: 'must be before end_time, which is now when it is left out' }],
  });
}
