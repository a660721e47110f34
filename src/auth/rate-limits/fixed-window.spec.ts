import { FixedWindow } from './fixed-window.js';

describe('FixedWindow', () => {
  it('counts each caller by himself until the window ends, then anew', () => {
    const window = new FixedWindow(2, 1_000);
    expect([0, 1, 2].map((now) => window.take('a', now))).toEqual([1, 0, -1]);
    expect(window.take('b', 3)).toBe(1);
    expect(window.isSpent('a', 999)).toBe(true);
    expect(window.isSpent('b', 999)).toBe(false);
    expect(window.isSpent('a', 1_000)).toBe(false);
    expect(window.take('a', 1_000)).toBe(1);
  });

  it('says in whole seconds when to come back, never at once', () => {
    const window = new FixedWindow(1, 60_000);
    window.take('a', 0);
    expect(window.secondsLeft(0)).toBe(60);
    expect(window.secondsLeft(58_999)).toBe(2);
    expect(window.secondsLeft(59_999)).toBe(1);
  });

  it('keeps to a bound: callers over it share one count, those before them keep their own', () => {
    const window = new FixedWindow(10);
    for (let caller = 0; caller < 50_000; caller++) window.take(`caller ${caller}`, 0);
    expect(window.take('caller 0', 1)).toBe(8);
    for (let caller = 0; caller < 10; caller++) window.take(`late ${caller}`, 1);
    expect(window.take('latest', 1)).toBe(-1);
    expect(window.isSpent('late 0', 1)).toBe(true);
    expect(window.isSpent('caller 0', 1)).toBe(false);
  });
});
