import { formatLatency } from './duration.js';
import { formatBytesPerSecond, formatCount, formatPercent, formatPlain, formatRate } from './number.js';
import { isMeasured, type Measured, NOTHING, type Quantity } from './quantity.js';

/** Bytes in decimal units: 820 B, 1.2 MB. */
export function formatBytes(value: Measured): Quantity {
  const { text, unit } = formatBytesPerSecond(value);
  return unit === '' ? { text, unit } : { text, unit: unit.replace('/s', '') };
}

type Format = (value: Measured) => Quantity;

/** Values in seconds, written as latencies are. */
const formatSeconds: Format = (value) => (isMeasured(value) ? formatLatency(value * 1000) : NOTHING);

const FORMATS: Readonly<Record<string, Format>> = {
  ms: formatLatency,
  s: formatSeconds,
  us: (value) => (isMeasured(value) ? formatLatency(value / 1000) : NOTHING),
  ns: (value) => (isMeasured(value) ? formatLatency(value / 1e6) : NOTHING),
  By: formatBytes,
  bytes: formatBytes,
  'By/s': formatBytesPerSecond,
  'bytes/s': formatBytesPerSecond,
  '%': formatPercent,
  percent: formatPercent,
  '1': formatPlain,
  ratio: formatPlain,
};

/** How values of a metric's unit (UCUM, as OpenTelemetry writes them) are spelled; per second when a rate is shown. */
export function formatOfUnit(unit: string | null | undefined, isRate = false): Format {
  if (isRate) return unit === 'By' || unit === 'bytes' ? formatBytesPerSecond : formatRate;
  return FORMATS[unit ?? ''] ?? formatCount;
}
