import { distance } from './baseline.js';

const baseline = { points: Float64Array.of(100, 110, 130), halfWidths: Float64Array.of(10, 10, 20) };
const never = { points: Float64Array.of(0, 0), halfWidths: Float64Array.of(0, 0) };

describe('distance', () => {
  it.each<[string, number, number, 'both' | 'above' | 'below' | undefined, number | undefined]>([
    ['as expected', 0, 100, undefined, 0],
    ['at the upper edge', 0, 110, undefined, 1],
    ['at the lower edge', 0, 90, undefined, 1],
    ['far below', 1, 80, 'both', 3],
    ['far below, which counts', 1, 80, 'below', 3],
    ['far below, which does not', 1, 80, 'above', -3],
    ['above, between two windows', 0.5, 115, 'above', 1],
    ['between two that differ in width', 1.25, 140, undefined, 2],
    ['in the last window', 2, 170, undefined, 2],
    ['after it', 2.1, 130, undefined, undefined],
    ['before the first', -0.1, 130, undefined, undefined],
  ])('%s', (_, at, value, direction, expected) => {
    expect(distance(baseline, at, value, direction)).toEqual(
      expected === undefined ? undefined : expect.closeTo(expected, 9),
    );
  });

  it('has no measure for what was never anything but zero', () => {
    expect(distance(never, 0, 5)).toBeUndefined();
  });
});
