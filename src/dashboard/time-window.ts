/** The spans the dashboard shows, with a step that gives 60 to 120 points. Both in seconds. */
const STEPS = {
  '15m': { window: 900, step: 15 },
  '1h': { window: 3600, step: 30 },
  '6h': { window: 21_600, step: 300 },
  '24h': { window: 86_400, step: 900 },
} as const;

export type WindowName = keyof typeof STEPS;
export const WINDOWS = Object.keys(STEPS) as WindowName[];

/** A span of time cut into steps at round times; the last step is under way and ends at `endAt`. All epoch ms. */
export interface TimeWindow {
  startAt: number;
  endAt: number;
  stepMs: number;
  windowSeconds: number;
}

/** The window that ends now. Its steps stand at the same places each time, so that a chart does not shiver as it moves on. */
export function timeWindow(name: WindowName, now: number): TimeWindow {
  const { window, step } = STEPS[name];
  const stepMs = step * 1000;
  const lastStep = Math.floor(now / stepMs) * stepMs;
  return { startAt: lastStep - window * 1000 + stepMs, endAt: now + 1, stepMs, windowSeconds: window };
}

/** Starts of all steps. */
export function stepStarts({ startAt, endAt, stepMs }: TimeWindow): number[] {
  return Array.from({ length: Math.ceil((endAt - startAt) / stepMs) }, (_, step) => startAt + step * stepMs);
}

/** Steps that people reckon in, in seconds; none is more than twice the one before. */
const USUAL_STEPS = [
  1, 2, 3, 5, 10, 15, 30, 60, 120, 180, 300, 600, 900, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 172_800,
  345_600, 604_800,
];

/**
 * A window from one time to another, epoch ms, cut into as many of the usual steps as fit into `most`: at least half as many, unless it is
 * shorter than so many seconds or longer than so many weeks. It begins with the step that holds `startAt`.
 */
export function rangeWindow(startAt: number, endAt: number, most = 120): TimeWindow {
  const startOf = (stepMs: number) => Math.floor(startAt / stepMs) * stepMs;
  const fits = (step: number) => endAt - startOf(step * 1000) <= most * step * 1000;
  const weeks = Math.ceil((endAt - startAt) / (most - 1) / WEEK_MS);
  const stepMs = (USUAL_STEPS.find(fits) ?? (weeks * WEEK_MS) / 1000) * 1000;
  const start = startOf(stepMs);
  return { startAt: start, endAt, stepMs, windowSeconds: Math.ceil((endAt - start) / 1000) };
}

const WEEK_MS = 604_800_000;
