import { alignSpan, automaticStep, chosenStep, usualDistance } from './step.js';

const HOUR = 3_600_000;

describe('the step of a chart', () => {
  it.each([
    [HOUR / 4, 0, 5000],
    [HOUR, 0, 15_000],
    [24 * HOUR, 0, 300_000],
    [30 * 24 * HOUR, 0, 3 * HOUR],
    [10_000 * 24 * HOUR, 0, 7 * 24 * HOUR],
    [HOUR / 4, 15_000, 15_000],
    [HOUR, 30_000, 30_000],
    [HOUR, 3 * HOUR, 60_000],
    [HOUR, 5000, 15_000],
  ])('for %p ms with measurements every %p ms is %p ms', (range, every, expected) => {
    expect(automaticStep(range, every)).toBe(expected);
  });

  it('may be chosen, if it is not too short', () => {
    expect(chosenStep('5m', HOUR)).toBe(300_000);
    expect(chosenStep('1s', 24 * HOUR)).toBeUndefined();
    expect(chosenStep('soon', HOUR)).toBeUndefined();
    expect(chosenStep(undefined, HOUR)).toBeUndefined();
  });

  it('begins at a multiple of itself', () => {
    expect(alignSpan({ from: 100_001, to: 200_002 }, 15_000)).toEqual({ from: 90_000, to: 200_002 });
  });
});

describe('how often there are measurements', () => {
  it.each([
    ['in each step', [1, 2, 3, 4, 5, 6], 5000],
    ['in every third', [1, null, null, 4, null, null, 7, null, null, 1, null, null, 1], 15_000],
    ['now and then', [1, null, 1, null, null, null, null, 4, 5, null, null, null, null, null, 1, null, 1], 0],
    ['too few to tell', [1, null, null, 1], 0],
    ['none', [], 0],
  ])('%s', (_, values, expected) => expect(usualDistance(values, 5000)).toBe(expected));
});
