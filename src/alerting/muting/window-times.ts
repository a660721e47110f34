import { CronTime } from 'cron';
import type { MaintenanceWindow } from './maintenance-window.entity.js';

/** When a maintenance window repeats. */
export type WindowSchedule = Pick<MaintenanceWindow, 'cron' | 'timeZone' | 'durationMinutes'>;

/** One time that a window holds; epoch ms, the end not included. */
export interface Occurrence {
  startsAt: number;
  endsAt: number;
}

/**
 * The occurrence that holds at `now` (epoch ms), or else the next one. A window begins at the wall clock's time of its zone and lasts
 * for its duration as it passes; a time that the clock skips begins when the clock goes on, one that comes twice begins the first time.
 *
 * @throws Error for an expression or a zone that is none, or a time that does not come within 8 years
 */
export function occurrenceAt(schedule: WindowSchedule, now: number): Occurrence {
  const durationMs = schedule.durationMinutes * 60_000;
  return occurrence(schedule, nextStart(schedule, now - durationMs));
}

/** The occurrence at `now` or after it, and those that follow. @throws Error as `occurrenceAt` does */
export function nextOccurrences(schedule: WindowSchedule, now: number, count: number): Occurrence[] {
  const found = [occurrenceAt(schedule, now)];
  while (found.length < count) found.push(occurrence(schedule, nextStart(schedule, found.at(-1)!.startsAt)));
  return found;
}

/** Whether the window holds at `now` (epoch ms). */
export function isWithin({ startsAt, endsAt }: Occurrence, now: number): boolean {
  return startsAt <= now && now < endsAt;
}

function occurrence({ durationMinutes }: WindowSchedule, startsAt: number): Occurrence {
  return { startsAt, endsAt: startsAt + durationMinutes * 60_000 };
}

const REMEMBERED = 1000;
/** Looking for a start takes some ms, and the evaluation asks for the same again and again. */
const remembered = new Map<string, { after: number; startsAt: number }>();

/** The first start after a time. */
function nextStart({ cron, timeZone, durationMinutes }: WindowSchedule, after: number): number {
  const key = JSON.stringify([cron, timeZone, durationMinutes]);
  const known = remembered.get(key);
  if (known && known.after <= after && after < known.startsAt) return known.startsAt;
  const startsAt = new CronTime(cron, timeZone).getNextDateFrom(new Date(after), timeZone).toMillis();
  if (remembered.size >= REMEMBERED) remembered.clear();
  remembered.set(key, { after, startsAt });
  return startsAt;
}
