import { preciseIso, preciseTime } from './precise-time.js';

const second = Date.UTC(2026, 10, 23, 10, 0, 0);

describe('preciseTime', () => {
  it.each([
    ['2026-11-23T10:00:00Z', second],
    ['2026-11-23T10:00:00.123Z', second + 123],
    ['2026-11-23T10:00:00.123456Z', second + 123.456],
    ['2026-11-23T10:00:00.1234Z', second + 123.4],
    ['2026-11-23T12:00:00.123456789+02:00', second + 123.456],
    [second + 0.25, second + 0.25],
    [String(second), second],
    ['yesterday', undefined],
    [null, undefined],
    [Number.NaN, undefined],
  ])('%j is %d', (input, at) => {
    expect(preciseTime(input)).toBe(at);
  });
});

describe('preciseIso', () => {
  it.each([
    [second, '2026-11-23T10:00:00.000Z'],
    [second + 123, '2026-11-23T10:00:00.123Z'],
    [second + 123.456, '2026-11-23T10:00:00.123456Z'],
    [second + 0.007, '2026-11-23T10:00:00.000007Z'],
  ])('%d is %s', (at, iso) => {
    expect(preciseIso(at)).toBe(iso);
  });
});
