import { formatMoment, formatSpanOfTime } from './clock.js';

const at = (text: string) => Date.parse(text);
const NOW = at('2026-11-28T14:20:00Z');

describe('a moment', () => {
  it.each([
    ['2026-11-28T14:02:31Z', '14:02:31'],
    ['2026-11-27T22:00:05Z', '27 Nov, 22:00:05'],
    ['2025-01-05T22:00:05Z', '5 Jan 2025, 22:00'],
  ])('%p is shown as %p', (moment, expected) => {
    expect(formatMoment(at(moment), NOW, 'UTC')).toBe(expected);
  });

  it('is in the zone that is named', () => {
    expect(formatMoment(at('2026-11-28T14:02:31Z'), NOW, 'Africa/Harare')).toBe('16:02:31');
  });
});

describe('a span of time', () => {
  it.each([
    ['2026-11-28T14:02:00Z', '2026-11-28T14:20:00Z', '28 Nov, 14:02 – 14:20'],
    ['2026-11-27T22:00:00Z', '2026-11-28T06:00:00Z', '27 Nov, 22:00 – 28 Nov, 06:00'],
  ])('from %p to %p is %p', (from, to, expected) => {
    expect(formatSpanOfTime(at(from), at(to), 'UTC')).toBe(expected);
  });
});
