import { parseTime } from '../http/time.js';

/**
 * Reads ISO 8601 or epoch milliseconds with microseconds, which spans need: whole milliseconds would make every
 * cache look-up take 0 or 1. @returns epoch ms with a fraction, or undefined for anything that is not a time
 */
export function preciseTime(input: unknown): number | undefined {
  const whole = parseTime(input);
  if (whole === undefined) return undefined;
  if (typeof input === 'number') return Math.round(input * 1000) / 1000;
  const micros = /[.,]\d{3}(\d{1,3})/.exec(String(input))?.[1];
  return micros ? whole + Number(micros.padEnd(3, '0')) / 1000 : whole;
}

/** Epoch ms with a fraction as ISO 8601, with microseconds where there are any. */
export function preciseIso(at: number): string {
  const micros = Math.round(at * 1000);
  const rest = micros % 1000;
  const iso = new Date((micros - rest) / 1000).toISOString();
  return rest === 0 ? iso : `${iso.slice(0, -1)}${String(rest).padStart(3, '0')}Z`;
}
