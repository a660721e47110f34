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
