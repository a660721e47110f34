import { rangeWindow, stepStarts, timeWindow, WINDOWS } from './time-window.js';

const NOW = Date.UTC(2026, 10, 23, 12, 34, 56, 789);

describe('timeWindow', () => {
  it.each(WINDOWS)('%s has 60 to 120 points, the last of which holds this moment', (name) => {
    const window = timeWindow(name, NOW);
    const starts = stepStarts(window);
    expect(starts.length).toBeGreaterThanOrEqual(60);
    expect(starts.length).toBeLessThanOrEqual(120);
    expect(starts.length * window.stepMs).toBe(window.windowSeconds * 1000);
    expect(starts[0]).toBe(window.startAt);
    expect(NOW - starts.at(-1)!).toBeLessThan(window.stepMs);
    expect(window.endAt).toBeGreaterThan(NOW);
  });

  it('keeps its steps in place while time passes', () => {
    const { startAt, stepMs } = timeWindow('1h', NOW);
    expect(startAt % stepMs).toBe(0);
    expect(timeWindow('1h', NOW + 1000).startAt).toBe(startAt);
  });
});

describe('rangeWindow', () => {
  const SECOND = 1000;
  const DAY = 86_400 * SECOND;

  it.each([
    ['a minute', 60 * SECOND],
    ['two minutes and a bit', 121 * SECOND],
    ['41 minutes', 2460 * SECOND],
    ['an hour', 3600 * SECOND],
    ['5 hours', 18_000 * SECOND],
    ['a day', DAY],
    ['a week', 7 * DAY],
    ['30 days', 30 * DAY],
    ['a year', 365 * DAY],
    ['ten years', 3650 * DAY],
  ])('%s has 60 to 120 points, whenever it ends', (_, lengthMs) => {
    for (const endAt of [NOW, NOW + 1, NOW - 987_654, NOW - 12_345_678]) {
      const window = rangeWindow(endAt - lengthMs, endAt);
      const starts = stepStarts(window);
      expect(starts.length).toBeGreaterThanOrEqual(60);
      expect(starts.length).toBeLessThanOrEqual(120);
      expect(window.startAt).toBeLessThanOrEqual(endAt - lengthMs);
      expect(endAt - lengthMs - window.startAt).toBeLessThan(window.stepMs);
      expect(window.startAt % window.stepMs).toBe(0);
      expect(starts.at(-1)!).toBeLessThan(endAt);
    }
  });

  it('has a step a second of what is shorter, and as few as are asked for', () => {
    expect(stepStarts(rangeWindow(NOW - 10 * SECOND, NOW)).length).toBe(11);
    const few = stepStarts(rangeWindow(NOW - 3600 * SECOND, NOW, 31)).length;
    expect(few).toBeGreaterThanOrEqual(15);
    expect(few).toBeLessThanOrEqual(31);
  });
});
