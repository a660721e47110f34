import type { Figure } from './draft.js';

/** Units in which people give a length of time; the API takes seconds. */
export const DURATION_UNITS = [
  { value: 's', label: 'seconds', seconds: 1 },
  { value: 'min', label: 'minutes', seconds: 60 },
  { value: 'h', label: 'hours', seconds: 3600 },
  { value: 'd', label: 'days', seconds: 86_400 },
] as const;
export type DurationUnit = (typeof DURATION_UNITS)[number]['value'];

/** How many seconds a unit has. */
export function secondsOf(unit: DurationUnit): number {
  return DURATION_UNITS.find(({ value }) => value === unit)!.seconds;
}

/** The largest unit in which a length is a whole number; minutes for none. */
export function unitFor(seconds: Figure): DurationUnit {
  if (seconds === '' || seconds === 0) return 'min';
  return DURATION_UNITS.findLast((unit) => seconds % unit.seconds === 0)?.value ?? 's';
}
