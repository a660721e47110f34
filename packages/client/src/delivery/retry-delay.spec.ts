import { parseRetryAfter, retryDelayMs } from './retry-delay.js';

describe('retryDelayMs', () => {
  it.each([
    ['the first failure, least luck', 1, undefined, 0, 250],
    ['the first failure, most luck', 1, undefined, 1, 500],
    ['the third failure', 3, undefined, 1, 2_000],
    ['many failures', 50, undefined, 1, 15_000],
    ['a longer wish of the receiver', 1, 4_000, 0, 4_000],
    ['a shorter wish of the receiver', 50, 1_000, 0, 7_500],
    ['a wish beyond reason', 1, 86_400_000, 0, 300_000],
  ])('waits after %s', (_name, failures, retryAfterMs, random, expected) => {
    expect(retryDelayMs(failures, retryAfterMs, random)).toBe(expected);
  });
});

describe('parseRetryAfter', () => {
  const now = Date.parse('2026-01-01T00:00:00Z');
  it.each([
    ['seconds', '3', 3_000],
    ['a date', 'Thu, 01 Jan 2026 00:00:10 GMT', 10_000],
    ['a date gone by', 'Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['nothing', null, undefined],
    ['an empty header', '', undefined],
    ['words', 'soon', undefined],
  ])('reads %s', (_name, header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
