import type { TimeSpan } from '../../time/time-range.js';

/** A trace as a point: when it began, how long it took. */
export interface ScatterPoint {
  readonly id: string;
  readonly at: number;
  readonly tookMs: number;
  readonly failed: boolean;
  readonly label: string;
}

/** Where a picture of times and durations has its points. Time runs to the right, durations upwards by their logarithm. */
export interface ScatterArea extends TimeSpan {
  readonly lowMs: number;
  readonly highMs: number;
  /** The drawing without its axes, px. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Shorter ones are drawn as this. */
const SHORTEST_MS = 0.01;

/** An area that holds all points, from one round duration to another. */
export function areaOf(
  points: readonly ScatterPoint[],
  span: TimeSpan,
  size: { width: number; height: number },
): ScatterArea {
  let [low, high] = [Number.POSITIVE_INFINITY, SHORTEST_MS];
  for (const { tookMs } of points) {
    low = Math.min(low, Math.max(tookMs, SHORTEST_MS));
    high = Math.max(high, tookMs);
  }
  if (low > high) [low, high] = [1, 1000];
  const lowMs = 10 ** Math.floor(Math.log10(low) + 1e-9);
  const highMs = Math.max(roundUp(high), lowMs * 10);
  const [left, right, top, bottom] = [58, 12, 8, 22];
  return {
    ...span,
    lowMs,
    highMs,
    left,
    top,
    width: Math.max(1, size.width - left - right),
    height: Math.max(1, size.height - top - bottom),
  };
}

function roundUp(value: number): number {
  const power = 10 ** Math.floor(Math.log10(value));
  return [1, 2, 5, 10].map((times) => times * power).find((each) => each >= value * 0.999) ?? power * 10;
}

export function xOf({ from, to, left, width }: ScatterArea, at: number): number {
  return left + ((at - from) / (to - from)) * width;
}

export function yOf({ lowMs, highMs, top, height }: ScatterArea, tookMs: number): number {
  const share = Math.log(Math.max(tookMs, SHORTEST_MS) / lowMs) / Math.log(highMs / lowMs);
  return top + height - Math.min(1, Math.max(0, share)) * height;
}

/** The moment at a place, within the area. */
export function momentAt({ from, to, left, width }: ScatterArea, x: number): number {
  return from + Math.min(1, Math.max(0, (x - left) / width)) * (to - from);
}

/** The duration at a place, within the area; milliseconds. */
export function durationAt({ lowMs, highMs, top, height }: ScatterArea, y: number): number {
  const share = Math.min(1, Math.max(0, (top + height - y) / height));
  return lowMs * (highMs / lowMs) ** share;
}

/** Round durations for the axis: each power of ten, and 2 and 5 of each where there is room. */
export function durationTicks({ lowMs, highMs, height }: ScatterArea): number[] {
  const decades = Math.log10(highMs / lowMs);
  const steps = height / decades > 90 ? [1, 2, 5] : [1];
  const ticks: number[] = [];
  for (let power = lowMs; power <= highMs * 1.001; power *= 10) {
    for (const step of steps) if (power * step <= highMs * 1.001) ticks.push(power * step);
  }
  return ticks;
}

/** The point nearest to a place, no farther than `reach` px; failed ones win. */
export function nearest(
  area: ScatterArea,
  points: readonly ScatterPoint[],
  x: number,
  y: number,
  reach: number,
): ScatterPoint | undefined {
  let found: ScatterPoint | undefined;
  let distance = reach;
  for (const point of points) {
    const away = Math.hypot(xOf(area, point.at) - x, yOf(area, point.tookMs) - y) - (point.failed ? 2 : 0);
    if (away < distance) {
      distance = away;
      found = point;
    }
  }
  return found;
}
