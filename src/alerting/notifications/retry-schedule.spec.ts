import { nextAttemptAt } from './retry-schedule.js';

const CREATED = Date.UTC(2026, 10, 23, 12);
const SECOND = 1_000;
const DAY = 86_400_000;

describe('nextAttemptAt', () => {
  it.each([
    { name: 'waits a second after the first failure', attempts: 1, expected: SECOND },
    { name: 'doubles', attempts: 2, expected: 2 * SECOND },
    { name: 'doubles again', attempts: 5, expected: 16 * SECOND },
    { name: 'stops growing at five minutes', attempts: 10, expected: 300 * SECOND },
    { name: 'stays at five minutes however many failed', attempts: 2_000, expected: 300 * SECOND },
    { name: 'is shortened by at most a quarter', attempts: 3, random: 1, expected: 3 * SECOND },
    { name: 'honours a longer wait asked for', attempts: 1, retryAfterMs: 30 * SECOND, expected: 30 * SECOND },
    { name: 'honours a wait of half an hour', attempts: 1, retryAfterMs: 1800 * SECOND, expected: 1800 * SECOND },
    { name: 'does not honour an absurd wait', attempts: 1, retryAfterMs: DAY, expected: 3600 * SECOND },
  ])('$name', ({ attempts, random = 0, retryAfterMs, expected }) => {
    const now = CREATED + 100;
    expect(nextAttemptAt(attempts, CREATED, now, random, retryAfterMs)).toBe(now + expected);
  });

  it('gives up after a day', () => {
    expect(nextAttemptAt(290, CREATED, CREATED + DAY - 301 * SECOND, 0)).toBeDefined();
    expect(nextAttemptAt(290, CREATED, CREATED + DAY - 299 * SECOND, 0)).toBeUndefined();
  });

  it('tries more than 280 times in that day', () => {
    let now = CREATED;
    let attempts = 0;
    for (let next: number | undefined = now; next !== undefined && attempts < 1_000; ) {
      now = next;
      next = nextAttemptAt(++attempts, CREATED, now, 0);
    }
    expect(attempts).toBeGreaterThan(280);
    expect(attempts).toBeLessThan(300);
  });
});
