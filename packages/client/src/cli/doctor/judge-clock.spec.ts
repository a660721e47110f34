import { judgeClock } from './judge-clock.js';

const NOW = 1_700_000_000_000;

describe('judgeClock', () => {
  it.each<[string, number, string, string]>([
    ['within the round trip', 40, 'ok', 'agrees'],
    ['a little off', -1_500, 'ok', 'agrees'],
    ['behind', 60_000, 'warning', '59.9 s behind'],
    ['ahead', -60_000, 'warning', '60.0 s ahead of'],
    ['far ahead', -700_000, 'failed', 'refuses times in its future'],
  ])('%s', (_what, serviceIsAheadMs, state, said) => {
    const finding = judgeClock(NOW + serviceIsAheadMs, NOW, NOW + 100);
    expect(finding).toMatchObject({ state, said: expect.stringContaining(said) });
  });
});
