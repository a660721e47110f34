import { needOf, toneOfService, wordOfService } from './judge-service.js';

const well = { up: true, active_alerts: 0, error_percent: 0, new_error_groups: 0, requests_per_second: 10 };

describe('a service', () => {
  it.each([
    [{}, 'good', 'Well'],
    [{ up: false }, 'critical', 'Down'],
    [{ active_alerts: 1 }, 'critical', '1 alert firing'],
    [{ active_alerts: 2, error_percent: 50 }, 'critical', '2 alerts firing'],
    [{ error_percent: 5 }, 'warning', 'Failing'],
    [{ up: null }, 'good', 'Well'],
    [{ up: null, error_percent: null }, 'unknown', 'Not measured'],
  ])('with %p is %p: %p', (changes, tone, words) => {
    expect(toneOfService({ ...well, ...changes })).toBe(tone);
    expect(wordOfService({ ...well, ...changes })).toBe(words);
  });

  it('comes before those that need somebody less', () => {
    const order = [
      { up: false },
      { active_alerts: 2 },
      { active_alerts: 1, error_percent: 100 },
      { error_percent: 40 },
      { new_error_groups: 3 },
      { requests_per_second: 900 },
      {},
      { requests_per_second: 0, error_percent: null },
    ].map((changes) => needOf({ ...well, ...changes }));
    expect(order).toEqual(order.toSorted((left, right) => right - left));
    expect(new Set(order).size).toBe(order.length);
  });
});
