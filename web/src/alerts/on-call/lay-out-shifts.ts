import type { components } from '../../api/schema.js';

/** One stretch of time with the same person, or nobody, on call. */
export type Shift = components['schemas']['ShiftView'];

/** A stretch of a shift within a row of days. */
export interface Segment {
  readonly key: string;
  /** Null when nobody is on call. */
  readonly who: string | null;
  readonly isOverride: boolean;
  /** Where it begins and how wide it is, in percent of the row. */
  readonly left: number;
  readonly width: number;
  /** The whole shift; epoch milliseconds. */
  readonly from: number;
  readonly to: number;
}

/** The beginnings of days by the reader's clock, the day of `now` first, and the end of the last; epoch milliseconds. */
export function daysFrom(now: number, count: number): number[] {
  const today = new Date(now);
  return Array.from({ length: count + 1 }, (_, day) =>
    new Date(today.getFullYear(), today.getMonth(), today.getDate() + day).getTime(),
  );
}

/** Where a moment lies in a row of days, in percent; each day is as wide as any other, whatever its length. */
export function placeOf(at: number, days: readonly number[]): number {
  const count = days.length - 1;
  if (at <= days[0]!) return 0;
  const day = days.findLastIndex((start) => start <= at);
  if (day >= count) return 100;
  return ((day + (at - days[day]!) / (days[day + 1]! - days[day]!)) / count) * 100;
}

/** The shifts of a row of days (their beginnings, and the end of the last), cut at its ends. */
export function layOut(shifts: readonly Shift[], days: readonly number[]): Segment[] {
  return shifts.flatMap(({ starts_at, ends_at, on_call }) => {
    const [from, to] = [Date.parse(starts_at), Date.parse(ends_at)];
    const left = placeOf(from, days);
    const width = placeOf(to, days) - left;
    if (width <= 0) return [];
    const who = on_call?.participant.name ?? null;
    return [{ key: starts_at, who, isOverride: on_call?.override_id != null, left, width, from, to }];
  });
}

/** The shift that holds at a moment, and the next one that somebody else has. */
export function nowAndNext(shifts: readonly Shift[], at: number): { now?: Shift; next?: Shift } {
  const index = shifts.findIndex(({ starts_at, ends_at }) => Date.parse(starts_at) <= at && at < Date.parse(ends_at));
  const now = shifts[index];
  const name = now?.on_call?.participant.name;
  return {
    now,
    next: index < 0 ? undefined : shifts.slice(index + 1).find(({ on_call }) => on_call?.participant.name !== name),
  };
}

/** Everybody of a schedule, in the order in which they come: their place chooses their colour. */
export function peopleOf(shifts: readonly Shift[]): string[] {
  return [...new Set(shifts.flatMap(({ on_call }) => on_call?.participant.name ?? []))];
}
