import { millisecondsOf, type Points } from './series.js';

/**
 * The newest measured value of a series. The step that is still being filled is passed over for rates and counts, which
 * would otherwise always seem to drop at the end; it counts when it is all there is.
 */
export function latestComplete(
  points: Points,
  timestamps: readonly (string | number)[],
  endsAt: number,
  stepMs: number,
): number | null {
  let newest: number | null = null;
  for (let index = points.length - 1; index >= 0; index -= 1) {
    const value = points[index];
    if (value === null || value === undefined) continue;
    newest ??= value;
    if (millisecondsOf(timestamps[index] ?? Number.NaN) + stepMs <= endsAt) return value;
  }
  return newest;
}

/** The newest measured value of a series of gauges. */
export function latest(points: Points): number | null {
  return points.findLast((value) => value !== null) ?? null;
}
