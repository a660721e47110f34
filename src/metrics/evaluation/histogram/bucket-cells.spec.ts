import fc from 'fast-check';
import { BucketCells } from './bucket-cells.js';
import { bucketsBetween, unnest } from './unnest-buckets.js';

/** The quantile of one histogram of nested buckets. */
function quantile(fraction: number, nested: Record<string, number>): number {
  const rows = Object.entries(nested).map(([le, count]) => [le === '+Inf' ? Infinity : Number(le), count] as const);
  rows.sort(([a], [b]) => a - b);
  const bounds = rows.map(([le]) => le);
  const counts = unnest(
    rows.map(([, count]) => count),
    bounds,
  );
  return new BucketCells(bucketsBetween(bounds)).quantile(counts, fraction);
}

describe('BucketCells', () => {
  // By hand, after Prometheus' histogram_quantile: the first bucket that reaches rank = fraction × all; linear inside it;
  // from 0 in the first one if its bound is positive; the highest finite bound for what is above it.
  it.each([
    ['the middle of a bucket', 0.5, { 1: 10, 2: 20, '+Inf': 20 }, 1],
    ['inside the second bucket', 0.75, { 1: 10, 2: 20, '+Inf': 20 }, 1.5],
    ['inside the first, which starts at 0', 0.25, { 1: 10, 2: 20, '+Inf': 20 }, 0.5],
    ['a fraction of one', 1, { 1: 10, 2: 20, '+Inf': 20 }, 2],
    ['past an empty bucket', 0.9, { 1: 50, 2: 50, 4: 100, '+Inf': 100 }, 2 + 2 * 0.8],
    ['above the highest bound', 0.99, { 1: 10, 2: 20, '+Inf': 40 }, 2],
    ['a first bound that is not positive', 0.1, { '-1': 5, 1: 10, '+Inf': 10 }, -1],
    ['between negative and positive bounds', 0.75, { '-1': 5, 1: 10, '+Inf': 10 }, 0],
    ['a first bound of zero', 0.2, { 0: 3, 5: 10, '+Inf': 10 }, 0],
    ['a fraction of nothing: the start of the first filled bucket', 0, { 1: 0, 2: 0, 4: 7, '+Inf': 7 }, 2],
    ['counts that were read a moment apart', 0.5, { 1: 10, 2: 8, 4: 20, '+Inf': 20 }, 1],
    ['no observations', 0.5, { 1: 0, 2: 0, '+Inf': 0 }, Number.NaN],
    ['no finite bound', 0.5, { '+Inf': 12 }, Number.NaN],
    ['everything above the highest bound', 0.5, { 1: 0, '+Inf': 12 }, 1],
  ])('%s', (_, fraction, nested, expected) => {
    const actual = quantile(fraction, nested as Record<string, number>);
    expect(actual).toEqual(Number.isNaN(expected) ? expected : expect.closeTo(expected, 12));
  });

  it('adds up histograms of different bounds, each spread evenly inside its buckets', () => {
    const cells = new BucketCells([...bucketsBetween([1, 4, Infinity]), ...bucketsBetween([2, 4, 8, Infinity])]);
    // Below 1: 10 + 4; from 1 to 2: 10 + 4; from 2 to 4: 20 + 8; from 4 to 8: 16; above: 4.
    const observations = [10, 30, 0, 8, 8, 16, 4];
    for (const [fraction, expected] of [
      [7 / 76, 0.5],
      [14 / 76, 1],
      [21 / 76, 1.5],
      [42 / 76, 3],
      [64 / 76, 6],
      [0.99, 8],
    ] as const) {
      expect(cells.quantile(observations, fraction)).toBeCloseTo(expected, 12);
    }
  });

  it('takes buckets that are not nested, with a bucket of one value', () => {
    const cells = new BucketCells([
      { lower: 0, upper: 0 },
      { lower: 1, upper: 2 },
      { lower: 2, upper: 4 },
      { lower: -2, upper: -1 },
    ]);
    const observations = [10, 10, 10, 10];
    expect([0, 0.125, 0.25, 0.3, 0.5, 0.625, 0.75, 0.875, 1].map((f) => cells.quantile(observations, f))).toEqual([
      -2, -1.5, -1, 0, 0, 1.5, 2, 3, 4,
    ]);
  });

  it('lies in the bucket of the true value, whatever the bounds', () => {
    const values = fc.array(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 60 });
    const bounds = fc.uniqueArray(fc.integer({ min: 1, max: 99 }), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(values, bounds, fc.double({ min: 0, max: 1, noNaN: true }), (given, les, fraction) => {
        const nested = Object.fromEntries([
          ...les.map((le) => [String(le), given.filter((value) => value <= le).length]),
          ['+Inf', given.length],
        ]) as Record<string, number>;
        const sorted = given.toSorted((a, b) => a - b);
        const exact = sorted[Math.max(0, Math.ceil(fraction * sorted.length - 1e-9) - 1)]!;
        const ascending = les.toSorted((a, b) => a - b);
        const upper = ascending.find((le) => exact <= le) ?? ascending.at(-1)!;
        const lower = ascending.findLast((le) => le < exact) ?? 0;
        const actual = quantile(fraction, nested);
        expect(actual).toBeGreaterThanOrEqual(Math.min(lower, upper) - 1e-9);
        expect(actual).toBeLessThanOrEqual(upper + 1e-9);
      }),
    );
  });
});

describe('unnest', () => {
  it.each([
    ['nested counts', [1, 3, 6], [1, 2, Infinity], [1, 2, 3]],
    ['a bound that was not kept: what is around it is spread evenly', [4, Number.NaN, 10], [1, 2, 4], [4, 2, 4]],
    ['the first bound not kept', [Number.NaN, 8], [1, 4], [2, 6]],
    ['what is above all bounds known', [4, Number.NaN, 10], [1, 2, Infinity], [4, 0, 6]],
    ['a first bound that is not positive and not kept', [Number.NaN, 8], [-1, 1], [0, 8]],
  ])('%s', (_, nested, bounds, expected) => {
    expect(unnest(nested, bounds)).toEqual(expected);
  });
});
