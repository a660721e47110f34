import { formatClock, formatDayAndTime, formatHourMinute } from './clock.js';
import { formatLatency, formatSpan } from './duration.js';
import { type Measured, spell } from './quantity.js';

const spelled = (text: string) => text.replaceAll('\u00a0', ' ');

describe('durations', () => {
  it.each<[Measured, string]>([
    [null, '–'],
    [0, '0 ms'],
    [0.416, '0.42 ms'],
    [4.12, '4.1 ms'],
    [84.2, '84 ms'],
    [999.4, '999 ms'],
    [999.6, '1 s'],
    [2310, '2.31 s'],
    [12_440, '12.4 s'],
    [210_000, '3.5 min'],
  ])('spells %p milliseconds as %p', (value, expected) => {
    expect(spelled(spell(formatLatency(value)))).toBe(expected);
  });

  it.each([
    [-5000, '0 s'],
    [8200, '8 s'],
    [59_999, '59 s'],
    [245_000, '4 min'],
    [3_600_000, '1 h'],
    [7_500_000, '2 h 5 min'],
    [273_600_000, '3 d 4 h'],
  ])('spells a span of %p milliseconds as %p', (value, expected) => {
    expect(spelled(formatSpan(value))).toBe(expected);
  });
});

describe('times', () => {
  const at = Date.parse('2026-11-23T03:04:05Z');

  it('spells them for a reader in the given zone', () => {
    expect(formatClock(at, 'Africa/Harare')).toBe('05:04:05');
    expect(formatHourMinute(at, 'UTC')).toBe('03:04');
    expect(formatDayAndTime(at, 'UTC')).toMatch(/Mon.*23 Nov.*03:04/);
  });
});
