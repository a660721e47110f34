import { errorRates } from './error-rates.js';

const count = (service: string, value: number) => ({ tags: { service }, values: Float64Array.of(value) });

describe('errorRates', () => {
  it('is the share of failures of each service that had requests', () => {
    const rates = errorRates(
      [count('students', 200), count('billing', 3), count('idle', 0), count('unknown', Number.NaN)],
      [count('students', 25)],
      7,
    );
    expect(rates.map(({ tags, value, at }) => [tags, value, at])).toEqual([
      [{ service: 'students' }, 12.5, 7],
      [{ service: 'billing' }, 0, 7],
    ]);
  });
});
