import type { Points } from '../../charts/series.js';

/** Fewer points tell nothing of a trend. */
const FEWEST = 10;
/** Nobody knows the next month from an hour: no farther ahead than so many times the time it was measured over. */
const FARTHEST = 48;

/**
 * In how many milliseconds a share (percent) reaches 100 if it goes on as over these points (least squares); undefined when it does
 * not grow, or too slowly to tell from so short a time.
 */
export function forecastFull(points: Points, stepMs: number): number | undefined {
  const known = points.flatMap((value, at) => (value === null ? [] : [[at * stepMs, value] as const]));
  if (known.length < FEWEST) return undefined;
  const meanAt = mean(known.map(([at]) => at));
  const meanValue = mean(known.map(([, value]) => value));
  let together = 0;
  let spread = 0;
  for (const [at, value] of known) {
    together += (at - meanAt) * (value - meanValue);
    spread += (at - meanAt) ** 2;
  }
  const perMs = together / spread;
  const newest = known.at(-1)![1];
  const ms = (100 - newest) / perMs;
  const measuredMs = known.at(-1)![0] - known[0]![0];
  return perMs > 0 && newest < 100 && ms <= FARTHEST * measuredMs ? ms : undefined;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
