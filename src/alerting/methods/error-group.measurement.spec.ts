import { windowStart } from './error-group.measurement.js';

const NOW = 1_700_000_000_000;
const SECOND = 1000;
const HOUR = 3600 * SECOND;
const DAY = 24 * HOUR;

describe('windowStart', () => {
  it.each<[string, number, number | null, number, number]>([
    ['the window, when it was evaluated just now', 60, 15 * SECOND, DAY, 60 * SECOND],
    ['since the last evaluation, when that is longer ago', 60, HOUR, DAY, HOUR + 10 * SECOND],
    ['since then when evaluations are further apart than the window is long', 1, 15 * SECOND, DAY, 25 * SECOND],
    ['a day at the most', 60, 5 * DAY, 9 * DAY, DAY + 10 * SECOND],
    ['since it was enabled', 60, 5 * DAY, 5 * SECOND, 60 * SECOND],
    ['the window, when it is new', 900, null, 0, 900 * SECOND],
    ['the window, for a time before the last evaluation', 60, -HOUR, DAY, 60 * SECOND],
  ])('%s', (_, windowSeconds, evaluatedAgo, updatedAgo, expected) => {
    const lastEvaluatedAt = evaluatedAgo === null ? null : new Date(NOW - evaluatedAgo);
    const rule = { windowSeconds, lastEvaluatedAt, updatedAt: new Date(NOW - updatedAgo) };
    expect(NOW - windowStart(rule, NOW)).toBe(expected);
  });
});
