import { distance } from './baseline.js';
import { fitBaseline } from './fit-baseline.js';
import { trainingSeries } from './training-series.js';

const HOUR = 3600;
const TWO_WEEKS = 336;

/** A shop's orders an hour: busy by day, half as much on the last two days of a week, and some chance (always the same). */
function orders(count: number): number[] {
  let seed = 7;
  return Array.from({ length: count }, (_, hour) => {
    seed = (seed * 16_807) % 2_147_483_647;
    const weekend = Math.floor(hour / 24) % 7 >= 5 ? 0.5 : 1;
    return (100 + 60 * Math.sin((2 * Math.PI * hour) / 24)) * weekend + 6 * (seed / 2_147_483_647 - 0.5);
  });
}

describe('fitBaseline', () => {
  it('knows days and weeks', () => {
    const past = orders(TWO_WEEKS + 24);
    const baseline = fitBaseline(trainingSeries(past.slice(0, TWO_WEEKS), HOUR)!, 24);
    for (let hour = 0; hour < 24; hour++) {
      const usual = past[TWO_WEEKS + hour]!;
      expect(Math.abs(baseline.points[hour]! - usual)).toBeLessThan(15);
      expect(distance(baseline, hour, usual + 60, 'above')).toBeGreaterThan(3);
      expect(distance(baseline, hour, usual - 60, 'below')).toBeGreaterThan(3);
    }
  });

  it('is not pedantic about what never moves', () => {
    const baseline = fitBaseline(
      trainingSeries(
        Array.from({ length: 100 }, () => 50),
        HOUR,
      )!,
      2,
    );
    expect(baseline).toEqual({ points: Float64Array.of(50, 50), halfWidths: Float64Array.of(0.5, 0.5) });
  });
});
