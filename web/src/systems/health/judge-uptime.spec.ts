import { judgeUptime } from './judge-uptime.js';

describe('judgeUptime', () => {
  it.each([
    { name: 'up all along', shares: [1, 1, 1], now: 'up', since: undefined, percent: 100 },
    { name: 'down since a step', shares: [1, 1, 0, 0], now: 'down', since: 2, percent: 50 },
    { name: 'up again', shares: [1, 0, 1, 1], now: 'up', since: 2, percent: 75 },
    { name: 'partly down', shares: [1, 0.5], now: 'partly', since: 1, percent: 75 },
    { name: 'known only of late', shares: [null, null, 1], now: 'up', since: undefined, percent: 100 },
    { name: 'never checked', shares: [null, null], now: 'unknown', since: undefined, percent: null },
    { name: 'no steps', shares: [], now: 'unknown', since: undefined, percent: null },
    { name: 'not measured just now', shares: [1, 0, null], now: 'down', since: 1, percent: 50 },
  ])('$name', ({ shares, now, since, percent }) => {
    expect(judgeUptime(shares)).toMatchObject({ now, percent });
    expect(judgeUptime(shares).sinceStep).toBe(since);
  });

  it('carries on between checks that are rarer than steps, but not for long after the last', () => {
    expect(judgeUptime([1, null, null, 0, null, null, 1, null, null, null, null, null, null]).states).toEqual(
      'up up up down down down up up up up up unknown unknown'.split(' '),
    );
  });
});
