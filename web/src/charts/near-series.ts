import type { Points } from './series.js';

/**
 * Which series of a chart a place is nearest to: of lines the one whose height is closest and no farther than `reach`, of series that
 * stand on each other the one whose area the place is in. Heights, place and reach are in the unit of the axis.
 */
export function nearSeries(heights: Points, place: number, reach: number, isStacked: boolean): number | undefined {
  let nearest: number | undefined;
  let distance = isStacked ? Number.POSITIVE_INFINITY : reach;
  for (const [series, height] of heights.entries()) {
    if (height === null || (isStacked && (height < place || place < 0))) continue;
    const away = Math.abs(height - place);
    if (away < distance) {
      distance = away;
      nearest = series;
    }
  }
  return nearest;
}
