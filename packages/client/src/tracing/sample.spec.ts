import { randomBytes } from 'node:crypto';
import { isInSample } from './sample.js';

/** A trace id whose last 56 bits are `digits`; what comes before does not matter. */
const idOf = (digits: string) => randomBytes(9).toString('hex') + digits;

describe('isInSample', () => {
  it.each([
    ['ffffffffffffff', 0, false],
    ['ffffffffffffff', 1e-9, true],
    ['00000000000000', 1, true],
    ['00000000000000', 0.999, false],
    ['80000000000000', 0.5, true],
    ['7fffffffffffff', 0.5, false],
    ['e6666666700000', 0.1, true],
    ['e6666666600000', 0.1, false],
  ])('of …%s at %d says %s', (digits, rate, expected) => {
    expect(isInSample(idOf(digits), rate)).toBe(expected);
    expect(isInSample(idOf(digits).toUpperCase(), rate)).toBe(expected);
  });

  it.each([
    ['W3C ids', () => randomBytes(16).toString('hex')],
    ['any others', () => `order-${randomBytes(4).toString('hex')}`],
  ])('keeps about the asked share of %s, and what a lower rate keeps', (_, makeId) => {
    const ids = Array.from({ length: 20_000 }, makeId);
    const tenth = ids.filter((id) => isInSample(id, 0.1));
    expect(tenth.length / ids.length).toBeCloseTo(0.1, 1);
    expect(tenth.every((id) => isInSample(id, 0.2))).toBe(true);
  });
});
