import { judgeClock } from './judge-clock.js';

const NOW = Date.UTC(2026, 10, 23);
const MINUTE_MS = 60_000;

describe('judgeClock', () => {
  it.each([
    ['the same time', 0, 20, 'ok', ''],
    ['a second ahead', 1_000, 20, 'ok', ''],
    ['seconds that the way may have taken', -4_000, 9_000, 'ok', ''],
    ['30 s ahead', 30_000, 20, 'warning', '30 s ahead of'],
    ['30 s behind, after a slow answer', -30_000, 4_000, 'warning', '26 s behind'],
    ['as far ahead as is taken', 10 * MINUTE_MS, 20, 'warning', '600 s ahead of'],
    ['further ahead', 11 * MINUTE_MS, 20, 'failed', '660 s ahead of'],
    ['hours behind, which is taken', -120 * MINUTE_MS, 0, 'warning', '7200 s behind'],
  ])('judges %s', (_name, aheadMs, tookMs, outcome, message) => {
    const sentAt = NOW + aheadMs;
    expect(judgeClock({ serviceAt: NOW, sentAt, receivedAt: sentAt + tookMs })).toMatchObject({
      outcome,
      message: expect.stringContaining(message),
    });
  });
});
