import fc from 'fast-check';
import { selectNth } from './select-nth.js';

describe('selectNth', () => {
  it('finds what sorting would put there, and parts the others around it', () => {
    const numbers = fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true })), { minLength: 1 });
    fc.assert(
      fc.property(numbers, fc.nat(), fc.nat({ max: 3 }), (given, place, beyond) => {
        const n = place % given.length;
        const values = Float64Array.from([...given, ...Array(beyond).fill(-Infinity)]);
        const found = selectNth(values, given.length, n);
        expect(found + 0).toBe(Float64Array.from(given).sort()[n]! + 0);
        expect(values.subarray(0, n).every((value) => value <= found)).toBe(true);
        expect(values.subarray(n, given.length).every((value) => value >= found)).toBe(true);
        expect(values.subarray(given.length).every((value) => value === -Infinity)).toBe(true);
      }),
    );
  });
});
