import { chooseStep } from './count-steps.js';

const HOUR = 3600;
const DAY = 24 * HOUR;

describe('chooseStep', () => {
  it.each([
    [1, 1],
    [100, 1],
    [101, 5],
    [HOUR, 60],
    [DAY, 900],
    [7 * DAY, 2 * HOUR],
    [30 * DAY, 12 * HOUR],
    [90 * DAY, DAY],
    [365 * DAY, 7 * DAY],
    [3650 * DAY, 42 * DAY],
  ])('cuts %i s into steps of %i s', (seconds, step) => {
    expect(chooseStep(5000, 5000 + seconds * 1000)).toBe(step);
  });
});
