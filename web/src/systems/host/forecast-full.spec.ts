import { forecastFull } from './forecast-full.js';

const growing = Array.from({ length: 20 }, (_, at) => 50 + at);

describe('forecastFull', () => {
  it.each([
    { name: 'goes on with a straight line', points: growing, expected: 31 * 1000 },
    {
      name: 'passes over what was not measured',
      points: growing.map((v, at) => (at % 3 === 2 ? null : v)),
      expected: 31_000,
    },
    { name: 'knows nothing of what stays', points: growing.map(() => 50), expected: undefined },
    { name: 'knows nothing of what shrinks', points: growing.toReversed(), expected: undefined },
    { name: 'looks no farther ahead than it can', points: growing.map((v) => v / 100), expected: undefined },
    { name: 'knows nothing from few points', points: growing.slice(0, 9), expected: undefined },
    { name: 'knows nothing from none', points: [], expected: undefined },
  ])('$name', ({ points, expected }) => {
    const found = forecastFull(points, 1000);
    if (expected === undefined) expect(found).toBeUndefined();
    else expect(found).toBeCloseTo(expected, 3);
  });
});
