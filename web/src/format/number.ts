import { isMeasured, type Measured, NOTHING, type Quantity } from './quantity.js';

/** Three significant digits, never exponent notation, no trailing zeros. Source of the rule: what a tired eye compares. */
function threeDigits(value: number): string {
  const size = Math.abs(value);
  if (size === 0) return '0';
  if (size < 0.01) return value < 0 ? '>-0.01' : '<0.01';
  const decimals = size < 1 ? 2 : size < 10 ? 2 : size < 100 ? 1 : 0;
  return String(Number(value.toFixed(decimals)));
}

function scaled(value: number, base: number, units: readonly string[]): Quantity {
  let step = 0;
  let rest = value;
  while (Math.abs(rest) >= base * 0.9995 && step < units.length - 1) {
    rest /= base;
    step += 1;
  }
  return { text: threeDigits(rest), unit: units[step] ?? '' };
}

/** A count: 7, 950, 12.4 k, 3.1 M. */
export function formatCount(value: Measured): Quantity {
  return isMeasured(value) ? scaled(value, 1000, ['', 'k', 'M', 'G', 'T']) : NOTHING;
}

/** Something per second: 42.1 /s, 1.25 k/s. */
export function formatRate(value: Measured): Quantity {
  return isMeasured(value) ? scaled(value, 1000, ['/s', 'k/s', 'M/s', 'G/s']) : NOTHING;
}

/** Bytes per second in decimal units, as network links are sold: 820 B/s, 1.2 MB/s. */
export function formatBytesPerSecond(value: Measured): Quantity {
  return isMeasured(value) ? scaled(value, 1000, ['B/s', 'kB/s', 'MB/s', 'GB/s']) : NOTHING;
}

/** A share of 100. Never rounds a value below 100 up to 100, nor a value above 0 down to 0. */
export function formatPercent(value: Measured): Quantity {
  if (!isMeasured(value)) return NOTHING;
  if (value > 99 && value < 100) return { text: (Math.floor(value * 10) / 10).toFixed(1), unit: '%' };
  if (value > 0 && value < 0.01) return { text: '<0.01', unit: '%' };
  const decimals = value < 1 ? 2 : value < 99 ? 1 : 0;
  return { text: String(Number(value.toFixed(decimals))), unit: '%' };
}

/** A plain figure without unit (load average). */
export function formatPlain(value: Measured): Quantity {
  return isMeasured(value) ? { text: threeDigits(value), unit: '' } : NOTHING;
}
