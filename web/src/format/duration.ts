import { isMeasured, type Measured, NO_BREAK, NOTHING, type Quantity } from './quantity.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** How long a request took, given in milliseconds: 0.42 ms, 84 ms, 2.31 s, 3.5 min. */
export function formatLatency(milliseconds: Measured): Quantity {
  if (!isMeasured(milliseconds)) return NOTHING;
  if (milliseconds < 999.5) {
    const decimals = milliseconds < 1 ? 2 : milliseconds < 10 ? 1 : 0;
    return { text: String(Number(milliseconds.toFixed(decimals))), unit: 'ms' };
  }
  if (milliseconds < MINUTE) {
    const seconds = milliseconds / SECOND;
    return { text: String(Number(seconds.toFixed(seconds < 10 ? 2 : 1))), unit: 's' };
  }
  return { text: String(Number((milliseconds / MINUTE).toFixed(1))), unit: 'min' };
}

/** An age or a span in words of at most two parts: 8 s, 4 min, 2 h 5 min, 3 d 4 h. Never negative. */
export function formatSpan(milliseconds: number): string {
  const span = Math.max(0, milliseconds);
  if (span < MINUTE) return `${Math.floor(span / SECOND)}${NO_BREAK}s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)}${NO_BREAK}min`;
  if (span < DAY) return twoParts(Math.floor(span / HOUR), 'h', Math.floor((span % HOUR) / MINUTE), 'min');
  return twoParts(Math.floor(span / DAY), 'd', Math.floor((span % DAY) / HOUR), 'h');
}

function twoParts(large: number, largeUnit: string, small: number, smallUnit: string): string {
  const first = `${large}${NO_BREAK}${largeUnit}`;
  return small === 0 ? first : `${first} ${small}${NO_BREAK}${smallUnit}`;
}
