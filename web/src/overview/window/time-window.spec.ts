import { lengthInWords, windowOf, withWindow } from './time-window.js';

describe('time window', () => {
  it.each([
    ['', '1h'],
    ['?window=15m', '15m'],
    ['?a=1&window=24h', '24h'],
    ['?window=2h', '1h'],
    ['?window=<script>', '1h'],
  ])('reads %p as %p', (search, expected) => {
    expect(windowOf(search)).toBe(expected);
  });

  it('keeps the other parameters', () => {
    expect(withWindow('?a=1&window=1h', '6h')).toBe('?a=1&window=6h');
    expect(withWindow('', '6h')).toBe('?window=6h');
  });

  it.each([
    [900, '15 minutes'],
    [3600, 'hour'],
    [86_400, '24 hours'],
  ])('calls %p seconds %p', (seconds, expected) => {
    expect(lengthInWords(seconds)).toBe(expected);
  });
});
