import { judgeTurn } from './judge-turn.js';

describe('how punctual a turn was', () => {
  it.each([
    ['the very first', undefined, 1_000, 1_200, { durationMs: 200, lagMs: 200, missed: 0 }],
    ['on time', 0, 15_000, 15_100, { durationMs: 100, lagMs: 100, missed: 0 }],
    ['a little late', 0, 17_000, 17_100, { durationMs: 100, lagMs: 2_100, missed: 0 }],
    ['sooner, after a restart', 10_000, 15_000, 15_100, { durationMs: 100, lagMs: 100, missed: 0 }],
    [
      'after one that took so long that the next was left out',
      0,
      30_000,
      30_100,
      { durationMs: 100, lagMs: 15_100, missed: 1 },
    ],
    ['after an hour of nothing', 0, 3_600_000, 3_600_100, { durationMs: 100, lagMs: 3_585_100, missed: 239 }],
    ['long itself', 0, 15_000, 45_000, { durationMs: 30_000, lagMs: 30_000, missed: 0 }],
  ])('%s', (_, previous, startedAt, finishedAt, expected) => {
    expect(judgeTurn(previous, startedAt, finishedAt, 15_000)).toEqual(expected);
  });
});
