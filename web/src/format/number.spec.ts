import { formatBytesPerSecond, formatCount, formatPercent, formatPlain, formatRate } from './number.js';
import { type Measured, spell } from './quantity.js';

const spelled = (text: string) => text.replaceAll('\u00a0', ' ');

describe('figures', () => {
  it.each<[Measured, string]>([
    [null, '–'],
    [undefined, '–'],
    [Number.NaN, '–'],
    [0, '0'],
    [7, '7'],
    [950, '950'],
    [999.9, '1 k'],
    [12_430, '12.4 k'],
    [151_234, '151 k'],
    [3_100_000, '3.1 M'],
  ])('counts %p as %p', (value, expected) => {
    expect(spelled(spell(formatCount(value)))).toBe(expected);
  });

  it.each<[Measured, string]>([
    [0, '0/s'],
    [0.0004, '<0.01/s'],
    [0.233, '0.23/s'],
    [41.64, '41.6/s'],
    [1204, '1.2 k/s'],
  ])('spells the rate %p as %p', (value, expected) => {
    expect(spelled(spell(formatRate(value)))).toBe(expected);
  });

  it.each<[Measured, string]>([
    [0, '0 %'],
    [0.0001, '<0.01 %'],
    [0.214, '0.21 %'],
    [4.26, '4.3 %'],
    [61.72, '61.7 %'],
    [99.97, '99.9 %'],
    [100, '100 %'],
    [null, '–'],
  ])('spells the share %p as %p', (value, expected) => {
    expect(spelled(spell(formatPercent(value)))).toBe(expected);
  });

  it.each<[Measured, string]>([
    [0, '0 B/s'],
    [820, '820 B/s'],
    [1_234_000, '1.23 MB/s'],
  ])('spells %p bytes a second as %p', (value, expected) => {
    expect(spelled(spell(formatBytesPerSecond(value)))).toBe(expected);
  });

  it.each<[Measured, string]>([
    [0.844, '0.84'],
    [12.36, '12.4'],
    [-3, '-3'],
  ])('spells the plain figure %p as %p', (value, expected) => {
    expect(spell(formatPlain(value))).toBe(expected);
  });
});
