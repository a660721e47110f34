import type { AnomalyMethod } from '../rule-method.js';

/** What is usual for a group: a forecast for each window from the last one that was trained on. */
export interface Baseline {
  readonly points: Float64Array;
  /** Half of the width of the interval in which 95 % of the values are expected. */
  readonly halfWidths: Float64Array;
}

/**
 * How far a value is from what is usual, in halves of the interval's width: beyond 1 it is outside.
 *
 * @param at the place among the baseline's windows, also between two
 * @returns undefined beyond the baseline, and where nothing ever varied around zero
 */
export function distance(
  { points, halfWidths }: Baseline,
  at: number,
  value: number,
  direction: AnomalyMethod['direction'] = 'both',
): number | undefined {
  if (at < 0 || at > points.length - 1) return undefined;
  const halfWidth = between(halfWidths, at);
  if (halfWidth === 0) return undefined;
  const above = (value - between(points, at)) / halfWidth;
  if (direction === 'both') return Math.abs(above);
  return direction === 'above' ? above : -above;
}

function between(values: Float64Array, at: number): number {
  const before = Math.floor(at);
  const share = at - before;
  return share === 0 ? values[before]! : values[before]! * (1 - share) + values[before + 1]! * share;
}
