import { lengthMs, type TimeSpan } from '../../time/time-range.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Steps that a day or a week consists of, so that the same steps come again when one compares. */
const STEPS = [
  ...[5, 10, 15, 30].map((count) => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map((count) => count * MINUTE),
  ...[1, 2, 3, 6, 12].map((count) => count * HOUR),
  DAY,
  7 * DAY,
];
/** As many as a screen shows apart. */
const MOST_STEPS = 300;
/** How far an automatic step follows measurements that come less often. */
const MOST_COARSER = 4;
/** The API's limit. */
const LIMIT = 20_000;

/** The steps that are offered, as the API takes them. */
export const OFFERED_STEPS = ['5s', '15s', '30s', '1m', '5m', '15m', '30m', '1h', '6h', '1d'] as const;

/**
 * The step for a range of this length. Measurements that come less often than that make it longer: else most steps would have none.
 *
 * @param everyMs how often there are measurements; 0 when it is not known
 */
export function automaticStep(rangeMs: number, everyMs = 0): number {
  const shortest = stepOf(rangeMs / MOST_STEPS);
  return Math.max(shortest, Math.min(stepOf(everyMs), stepOf(shortest * MOST_COARSER)));
}

/** The chosen step of an address, ms; undefined when there is none or it would be too short for the range. */
export function chosenStep(text: string | undefined, rangeMs: number): number | undefined {
  const step = text === undefined ? undefined : lengthMs(text);
  return step !== undefined && rangeMs / step <= LIMIT ? step : undefined;
}

/** The range with its beginning at a multiple of the step, so that steps stay where they are while time goes on. */
export function alignSpan({ from, to }: TimeSpan, stepMs: number): TimeSpan {
  return { from: Math.floor(from / stepMs) * stepMs, to };
}

/**
 * How often a series has values, ms: the usual distance between neighbouring ones. 0 when they come at no regular distance, as
 * rare events do.
 */
export function usualDistance(values: readonly (number | null)[], stepMs: number): number {
  const distances: number[] = [];
  let before: number | undefined;
  for (const [at, value] of values.entries()) {
    if (value === null) continue;
    if (before !== undefined) distances.push(at - before);
    before = at;
  }
  if (distances.length < 4) return 0;
  const usual = distances.toSorted((left, right) => left - right)[distances.length >> 1]!;
  const regular = distances.filter((distance) => Math.abs(distance - usual) <= 1).length;
  return regular / distances.length >= 0.9 ? usual * stepMs : 0;
}

function stepOf(ms: number): number {
  return STEPS.find((step) => step >= ms) ?? STEPS.at(-1)!;
}
