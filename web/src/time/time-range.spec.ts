import { lengthInWords, lengthMs, rangeOf, refreshMs, resolveRange, searchOf, widen } from './time-range.js';

const NOON = Date.UTC(2026, 10, 28, 12);
const HOUR = 3_600_000;

describe('a time range', () => {
  it.each([
    ['15m', 900_000],
    ['1h', HOUR],
    ['7d', 7 * 24 * HOUR],
    ['0m', undefined],
    ['-1h', undefined],
    ['1y', undefined],
    ['<script>', undefined],
  ])('of length %p is %p ms', (text, expected) => expect(lengthMs(text)).toBe(expected));

  it.each([
    [{ range: '6h' }, { last: '6h' }],
    [{ range: 'x' }, undefined],
    [{}, undefined],
    [
      { from: '2026-11-28T11:00:00Z', to: '2026-11-28T12:00:00Z' },
      { from: NOON - HOUR, to: NOON },
    ],
    [
      { from: String(NOON - HOUR), to: String(NOON) },
      { from: NOON - HOUR, to: NOON },
    ],
    [{ from: '2026-11-28T12:00:00Z', to: '2026-11-28T11:00:00Z' }, undefined],
    [{ from: 'yesterday', to: 'now' }, undefined],
  ])('is read from %p', (search, expected) => expect(rangeOf(search)).toEqual(expected));

  it('comes back from what it is written as', () => {
    for (const range of [{ last: '90m' }, { from: NOON - HOUR, to: NOON }]) {
      expect(rangeOf(searchOf(range))).toEqual(range);
    }
  });

  it('that is relative ends now', () => {
    expect(resolveRange({ last: '1h' }, NOON)).toEqual({ from: NOON - HOUR, to: NOON });
  });

  it('widens to twice its length and never into the future', () => {
    const day = NOON + 24 * HOUR;
    expect(widen({ from: NOON - HOUR, to: NOON }, day)).toEqual({ from: NOON - 1.5 * HOUR, to: NOON + 0.5 * HOUR });
    expect(widen({ last: '1h' }, NOON)).toEqual({ from: NOON - 2 * HOUR, to: NOON });
  });

  it('is asked less often the longer it is', () => {
    expect([{ last: '1h' }, { last: '6h' }, { last: '7d' }, { from: 0, to: 1 }].map(refreshMs)).toEqual([
      5000, 15_000, 60_000, 60_000,
    ]);
  });

  it('has words', () => {
    expect(['1h', '15m', '7d'].map(lengthInWords)).toEqual(['hour', '15 minutes', '7 days']);
  });
});
