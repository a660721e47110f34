import { DateTime } from 'luxon';
import type { Layer, Participant, Restriction } from './layer.js';
import type { OnCallOverride } from './on-call-override.entity.js';
import type { OnCallSchedule } from './on-call-schedule.entity.js';

/** What says who is on call. */
export type Rota = Pick<OnCallSchedule, 'timeZone' | 'layers'>;
export type StandIn = Pick<OnCallOverride, 'overrideId' | 'startsAt' | 'endsAt' | 'participant' | 'createdAt'>;

/** Who is on call, and what says so: an override by its id, or a layer by its place. */
export interface OnCall {
  participant: Participant;
  overrideId: string | null;
  layer: number | null;
}

/**
 * Who is on call at a time (epoch ms); undefined when nobody is. The newest override wins over all layers, and of the layers that apply the
 * last. Turns begin when the wall clock of the schedule's zone shows the handoff time, whatever the length of the day; a time that the clock
 * skips is that much later, one that comes twice is the first.
 */
export function onCallAt({ timeZone, layers }: Rota, overrides: readonly StandIn[], at: number): OnCall | undefined {
  const standIns = overrides.filter(({ startsAt, endsAt }) => startsAt.getTime() <= at && at < endsAt.getTime());
  const newest = standIns.sort((a, b) => b.createdAt.getTime() - a.createdAt.getTime())[0];
  if (newest) return { participant: newest.participant, overrideId: newest.overrideId, layer: null };
  const local = DateTime.fromMillis(at, { zone: timeZone });
  for (let layer = layers.length - 1; layer >= 0; layer--) {
    const participant = turnOf(layers[layer]!, local);
    if (participant) return { participant, overrideId: null, layer };
  }
  return undefined;
}

/** One stretch of time with the same person, or nobody, on call; epoch ms, the end not included. */
export interface Shift {
  startsAt: number;
  endsAt: number;
  onCall: OnCall | undefined;
}

/** The shifts of a span of time (epoch ms), one after the other, cut at its ends. */
export function* shifts(rota: Rota, overrides: readonly StandIn[], from: number, to: number): Generator<Shift> {
  let shift: Shift | undefined;
  for (const at of changes(rota, overrides, from, to)) {
    const onCall = onCallAt(rota, overrides, at);
    if (shift && isSame(shift.onCall, onCall)) continue;
    if (shift) yield { ...shift, endsAt: at };
    shift = { startsAt: at, endsAt: to, onCall };
  }
  if (shift) yield shift;
}

function isSame(a: OnCall | undefined, b: OnCall | undefined): boolean {
  return a?.participant.name === b?.participant.name && a?.overrideId === b?.overrideId && a?.layer === b?.layer;
}

function turnOf(layer: Layer, local: DateTime): Participant | undefined {
  const { participants, restrictions } = layer;
  if (restrictions.length > 0 && !restrictions.some((restriction) => isWithin(restriction, local))) return undefined;
  const day = wallClock(local, layer.handoff_time) <= local ? local : local.minus({ days: 1 });
  const days = daysBetween(layer.starts_on, day);
  return days < 0 ? undefined : participants[Math.floor(days / daysOf(layer)) % participants.length];
}

function daysOf({ every, unit }: Layer): number {
  return unit === 'week' ? every * 7 : every;
}

function isWithin({ days, from, to }: Restriction, local: DateTime): boolean {
  return [local, local.minus({ days: 1 })].some((day) => {
    if (!days.includes(day.weekday)) return false;
    const end = wallClock(to <= from ? day.plus({ days: 1 }) : day, to);
    return wallClock(day, from) <= local && local < end;
  });
}

/** When the clock shows a time on the day of another; the first time, if it comes twice. */
function wallClock(day: DateTime, time: string): DateTime {
  const [hour, minute] = time.split(':').map(Number);
  return day.set({ hour, minute, second: 0, millisecond: 0 }).getPossibleOffsets()[0]!;
}

/** Calendar days, whatever their length. */
function daysBetween(date: string, day: DateTime): number {
  const first = DateTime.fromISO(date, { zone: 'utc' });
  return DateTime.utc(day.year, day.month, day.day).diff(first, 'days').days;
}

/** The times of a span at which something may change, ascending, its start first. */
function changes({ timeZone, layers }: Rota, overrides: readonly StandIn[], from: number, to: number): number[] {
  const found = new Set([from]);
  const add = (at: number) => {
    if (at > from && at < to) found.add(at);
  };
  for (const { startsAt, endsAt } of overrides) {
    add(startsAt.getTime());
    add(endsAt.getTime());
  }
  const times = new Set(
    layers.flatMap((layer) => [layer.handoff_time, ...layer.restrictions.flatMap((each) => [each.from, each.to])]),
  );
  const last = DateTime.fromMillis(to, { zone: timeZone });
  let day = DateTime.fromMillis(from, { zone: timeZone });
  for (; day.startOf('day') <= last; day = day.plus({ days: 1 })) {
    for (const time of times) add(wallClock(day, time).toMillis());
  }
  return [...found].sort((a, b) => a - b);
}
