import { inkOf, millisecondsOf, stack } from './series.js';

describe('series', () => {
  it('stand on each other, the highest first', () => {
    expect(
      stack([
        [1, 2, null, null],
        [10, null, 30, null],
        [100, 200, 300, null],
      ]),
    ).toEqual([
      [111, 202, 330, null],
      [11, 2, 30, null],
      [1, 2, null, null],
    ]);
  });

  it('get inks in turn', () => {
    expect(inkOf(0)).toBe('chart-1');
    expect(inkOf(8)).toBe('chart-1');
  });

  it('have times of both kinds', () => {
    expect(millisecondsOf('1970-01-01T00:00:01Z')).toBe(1000);
    expect(millisecondsOf(5)).toBe(5);
  });
});
