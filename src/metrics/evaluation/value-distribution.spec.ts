import fc from 'fast-check';
import { ValueDistribution } from './value-distribution.js';

/** PostgreSQL's percentile_cont over every single observation. */
function exactQuantile(rows: readonly (readonly [number, number])[], fraction: number): number {
  const all = rows.flatMap(([value, count]) => Array.from({ length: count }, () => value)).sort((a, b) => a - b);
  const rank = fraction * (all.length - 1);
  const lower = all[Math.floor(rank)]!;
  return lower + (all[Math.ceil(rank)]! - lower) * (rank - Math.floor(rank));
}

function distributionOf(rows: readonly (readonly [number, number])[]): ValueDistribution {
  const distribution = new ValueDistribution();
  for (const [value, count] of rows) distribution.add(value, count);
  return distribution;
}

describe('ValueDistribution', () => {
  it('is exact for few values, weights expanded', () => {
    const rows = fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 1,
    });
    fc.assert(
      fc.property(rows, fc.double({ min: 0, max: 1, noNaN: true }), (given, fraction) => {
        expect(distributionOf(given).quantile(fraction)).toBeCloseTo(exactQuantile(given, fraction), 6);
      }),
    );
  });

  it('stays within half a percent for many values', () => {
    let seed = 7;
    const random = () => {
      seed = (seed * 48271) % 2147483647;
      return seed / 2147483647;
    };
    const rows = Array.from(
      { length: 60_000 },
      () => [(random() < 0.2 ? -1 : 1) * Math.exp(random() * 12 - 4), 1] as const,
    );
    const distribution = distributionOf(rows);
    expect(distribution.observations).toBe(60_000);
    for (const fraction of [0, 0.01, 0.1, 0.5, 0.9, 0.99, 0.999, 1]) {
      const exact = exactQuantile(rows, fraction);
      expect(Math.abs(distribution.quantile(fraction) - exact)).toBeLessThanOrEqual(Math.abs(exact) * 0.005);
    }
  });

  it('has no quantile without values', () => {
    expect(new ValueDistribution().quantile(0.5)).toBeNaN();
  });
});
