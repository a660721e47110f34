import type { components } from '../../api/schema.js';
import { minutesInWords } from '../silences/cron-words.js';

type Layer = components['schemas']['LayerField'];
type Restriction = components['schemas']['RestrictionField'];
type Step = components['schemas']['EscalationStepField'];

/** The days of the week as schedules count them, Monday first. */
export const WEEKDAYS = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;

/** A layer in words: "Tendai, Rudo, 1 week each, from 08:00; Mon–Fri 20:00–06:00". */
export function layerInWords({ participants, every, unit, handoff_time, starts_on, restrictions }: Layer): string {
  const names = participants.map(({ name }) => name).join(', ');
  const turn =
    participants.length === 1 ? '' : `, ${every} ${unit}${every === 1 ? '' : 's'} each, handed over at ${handoff_time}`;
  const when = (restrictions ?? []).map(restrictionInWords).join(' and ');
  return `${names}${turn}, since ${starts_on}${when === '' ? '' : `, ${when}`}`;
}

/** Some hours of some days: "Mon–Fri 20:00–06:00". */
export function restrictionInWords({ days, from, to }: Restriction): string {
  return `${daysInWords(days)} ${from}–${to}`;
}

/** Days of the week, those that follow each other drawn together. */
export function daysInWords(days: readonly number[]): string {
  const sorted = days.toSorted((a, b) => a - b);
  const runs: number[][] = [];
  for (const day of sorted) {
    const run = runs.at(-1);
    if (run !== undefined && run.at(-1) === day - 1) run.push(day);
    else runs.push([day]);
  }
  const name = (day: number | undefined) => WEEKDAYS[(day ?? 0) - 1] ?? '?';
  return runs
    .map((run) => (run.length < 3 ? run.map(name).join(', ') : `${name(run[0])}–${name(run.at(-1))}`))
    .join(', ');
}

/** A step of an escalation in words: "after 15 min: whoever is on call by operations, head-of-it". */
export function stepInWords({ wait_minutes, channels = [], schedules = [] }: Step): string {
  const who = [...schedules.map((name) => `whoever is on call by ${name}`), ...channels];
  return `${wait_minutes === 0 ? 'at once' : `after ${minutesInWords(wait_minutes)}`}: ${who.join(', ') || 'nobody'}`;
}
