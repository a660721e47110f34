import { nearSeries } from './near-series.js';

describe('the series near a place', () => {
  it.each([
    [[1, 5, null, 9], 4.5, 1, 1],
    [[1, 5, null, 9], 3, 1, undefined],
    [[1, 5, null, 9], 8.4, 1, 3],
    [[], 0, 1, undefined],
  ])('of lines at %p by %p within %p is %p', (heights, place, reach, expected) => {
    expect(nearSeries(heights, place, reach, false)).toBe(expected);
  });

  it.each([
    [[2, 7, null, 9], 1, 0],
    [[2, 7, null, 9], 2.1, 1],
    [[2, 7, null, 9], 8, 3],
    [[2, 7, null, 9], 10, undefined],
    [[2, 7, null, 9], -1, undefined],
  ])('of areas up to %p by %p is %p', (heights, place, expected) => {
    expect(nearSeries(heights, place, 0, true)).toBe(expected);
  });
});
