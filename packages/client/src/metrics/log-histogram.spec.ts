import fc from 'fast-check';
import { LogHistogram } from './log-histogram.js';

describe('LogHistogram', () => {
  it.each([
    ['a typical duration', 12.34],
    ['a power of ten', 1000],
    ['less than one', 0.00042],
    ['very large', 9.87e12],
    ['negative', -3.21],
  ])('keeps %s within one percent', (_name, value) => {
    const histogram = new LogHistogram();
    histogram.observe(value);
    const [only] = histogram.weightedValues();
    expect(only?.count).toBe(1);
    expect(Math.abs((only?.value ?? 0) - value)).toBeLessThanOrEqual(Math.abs(value) * 0.01);
  });

  it('keeps any magnitude within one percent', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-8, max: 1e15, noNaN: true }), (value) => {
        const histogram = new LogHistogram();
        histogram.observe(value);
        return Math.abs(histogram.weightedValues()[0]!.value - value) <= value * 0.01;
      }),
    );
  });

  it('counts observations of one bucket together and zeros apart', () => {
    const histogram = new LogHistogram();
    for (const value of [5, 5.001, 5.002, 0, 0]) histogram.observe(value);
    expect(
      histogram
        .weightedValues()
        .map(({ count }) => count)
        .sort((a, b) => a - b),
    ).toEqual([2, 3]);
  });

  it('loses no observation', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true })), (values) => {
        const histogram = new LogHistogram();
        for (const value of values) histogram.observe(value);
        return histogram.weightedValues().reduce((sum, { count }) => sum + count, 0) === values.length;
      }),
    );
  });
});
