import { stepStarts, timeWindow, WINDOWS } from './time-window.js';

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
