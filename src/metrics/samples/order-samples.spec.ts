import fc from 'fast-check';
import { mergeSamples } from './merge-samples.js';
import { orderSamples } from './order-samples.js';
import type { Samples } from './samples.js';

/** Short parts that start anywhere within a short span, so that some overlap and some do not. */
const part = fc
  .tuple(fc.nat(60), fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 6 }), fc.nat())
  .map(([start, steps, value]): Samples => {
    let time = start;
    const times = Float64Array.from(steps, (step) => {
      time += step;
      return time;
    });
    return { times, values: times.map((_, i) => value + i) };
  });

describe('orderSamples', () => {
  it.each([true, false])('gives what merging all gives, in parts that follow each other: %s', (lastWins) => {
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 8 }), (parts) => {
        const ordered = orderSamples(parts, lastWins);
        const merged = mergeSamples(parts, lastWins);
        expect(ordered.flatMap(({ times }) => Array.from(times))).toEqual(Array.from(merged.times));
        expect(ordered.flatMap(({ values }) => Array.from(values))).toEqual(Array.from(merged.values));
      }),
    );
  });

  it('copies nothing that does not overlap', () => {
    const samples = (...times: number[]): Samples => ({
      times: Float64Array.from(times),
      values: new Float64Array(times.length),
    });
    const [late, early] = [samples(5, 6), samples(1, 2)];
    const ordered = orderSamples([late, early], true);
    expect(ordered[0]).toBe(early);
    expect(ordered[1]).toBe(late);
  });
});
