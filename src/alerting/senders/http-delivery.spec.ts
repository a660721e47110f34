import { httpFailure, retryAfterMs } from './http-delivery.js';

const NOW = Date.UTC(2026, 10, 23, 12);

describe('retryAfterMs', () => {
  it.each([
    ['seconds', '120', 120_000],
    ['a date', 'Mon, 23 Nov 2026 12:01:30 GMT', 90_000],
    ['a date that has passed', 'Mon, 23 Nov 2026 11:00:00 GMT', 0],
    ['nothing', null, undefined],
    ['words', 'soon', undefined],
    ['a negative number', '-5', undefined],
    ['a fraction', '1.5', undefined],
  ])('reads %s', (_, value, expected) => {
    expect(retryAfterMs(value, NOW)).toBe(expected);
  });
});

describe('httpFailure', () => {
  it.each([
    [302, false],
    [400, true],
    [401, true],
    [403, true],
    [404, true],
    [408, false],
    [410, true],
    [425, false],
    [429, false],
    [500, false],
    [503, false],
  ])('tells whether %i is for good', (statusCode, permanent) => {
    expect(httpFailure('the webhook', { statusCode, response: '' }, null).refusal.permanent).toBe(permanent);
  });
});
