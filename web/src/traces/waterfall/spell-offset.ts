import { NO_BREAK } from '../../format/quantity.js';

/** A moment since the start, in the unit and with the digits that tell neighbouring ticks apart. All in milliseconds. */
export function spellOffset(offset: number, step: number): string {
  if (Math.abs(offset) < step / 1e6) return '0';
  const [unit, size] = offset >= 1000 ? ['s', 1000] : offset >= 1 || step >= 0.1 ? ['ms', 1] : ['µs', 0.001];
  const decimals = Math.min(6, Math.max(0, Math.ceil(-Math.log10(step / Number(size)) - 1e-9)));
  return `${Number((offset / Number(size)).toFixed(decimals))}${NO_BREAK}${unit}`;
}
