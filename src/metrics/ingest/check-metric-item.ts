import { checkLine, checkTags, type ItemCheck } from '../../http/ingest.js';
import { checkIngestTime, parseTime } from '../../http/time.js';
import type { MetricSample } from '../metric.recorder.js';
import { METRIC_KINDS, type MetricKind } from '../metric-kind.js';

const FIELDS = new Set(['metric_name', 'metric_type', 'value', 'count', 'unit', 'tags', 'source', 'timestamp']);
const MAX_NAME = 255;
const MAX_UNIT = 63;
/** OpenTelemetry's instrument names and Prometheus' metric names alike. */
const NAME = /^[A-Za-z_:][\w.:/-]*$/;

type Fault = { path: string; reason: string };

/**
 * Checks one item of POST /metrics, by hand: this runs for every sample.
 *
 * @param now epoch ms, the time of items without a timestamp
 */
export function checkMetricItem(now: number, retentionDays: number): ItemCheck<MetricSample> {
  return (item) => {
    if (typeof item !== 'object' || item === null || Array.isArray(item)) {
      return { path: '', reason: 'must be an object' };
    }
    const given = item as Record<string, unknown>;
    const at = given.timestamp == null ? now : parseTime(given.timestamp);
    const fault =
      checkFields(given) ??
      checkName(given.metric_name) ??
      checkKind(given.metric_type) ??
      checkValue(given) ??
      checkCount(given) ??
      checkText('unit', given.unit, MAX_UNIT) ??
      checkText('source', given.source, MAX_NAME) ??
      checkTagsField(given.tags) ??
      checkTime(at, now, retentionDays);
    return fault ?? { value: toSample(given, at!) };
  };
}

function toSample(given: Record<string, unknown>, at: number): MetricSample {
  return {
    name: given.metric_name as string,
    kind: given.metric_type as MetricKind,
    value: given.value as number,
    count: (given.count ?? undefined) as number | undefined,
    unit: (given.unit ?? undefined) as string | undefined,
    source: (given.source ?? undefined) as string | undefined,
    tags: (given.tags ?? undefined) as Record<string, string> | undefined,
    at,
  };
}

function checkFields(given: Record<string, unknown>): Fault | undefined {
  for (const field in given) {
    if (!FIELDS.has(field)) return { path: field, reason: 'is not a known field' };
  }
  return undefined;
}

function checkName(name: unknown): Fault | undefined {
  if (typeof name !== 'string') return { path: 'metric_name', reason: missingOr(name, 'must be a string') };
  const reason =
    checkLine(name, MAX_NAME) ??
    (NAME.test(name) ? undefined : 'must start with a letter, _ or : and hold only letters, digits and _ . : / -');
  return reason === undefined ? undefined : { path: 'metric_name', reason };
}

function checkKind(kind: unknown): Fault | undefined {
  if (METRIC_KINDS.includes(kind as MetricKind)) return undefined;
  return { path: 'metric_type', reason: missingOr(kind, `must be one of ${METRIC_KINDS.join(', ')}`) };
}

function checkValue({ value, metric_type: kind }: Record<string, unknown>): Fault | undefined {
  if (typeof value !== 'number' || !Number.isFinite(value)) {
    return { path: 'value', reason: missingOr(value, 'must be a finite number') };
  }
  // Counters arrive as increments; a negative one would be a restart that never happened.
  if (kind === 'counter' && value < 0) return { path: 'value', reason: 'must not be negative for a counter' };
  return undefined;
}

function checkCount({ count, metric_type: kind }: Record<string, unknown>): Fault | undefined {
  if (count == null) return undefined;
  if (kind !== 'histogram') return { path: 'count', reason: 'is only for histograms' };
  return Number.isSafeInteger(count) && (count as number) >= 1
    ? undefined
    : { path: 'count', reason: 'must be a whole number of at least 1' };
}

function checkText(path: string, value: unknown, maxLength: number): Fault | undefined {
  if (value == null) return undefined;
  const reason = typeof value === 'string' ? checkLine(value, maxLength) : 'must be a string';
  return reason === undefined ? undefined : { path, reason };
}

function checkTagsField(tags: unknown): Fault | undefined {
  if (tags == null) return undefined;
  if (typeof tags !== 'object' || tags === null || Array.isArray(tags)) {
    return { path: 'tags', reason: 'must be an object of strings' };
  }
  for (const name in tags) {
    if (typeof (tags as Record<string, unknown>)[name] !== 'string') {
      return { path: `tags.${name.slice(0, 128)}`, reason: 'must be a string' };
    }
  }
  return checkTags(tags as Record<string, string>);
}

function checkTime(at: number | undefined, now: number, retentionDays: number): Fault | undefined {
  const reason = at === undefined ? 'must be ISO 8601 or epoch milliseconds' : checkIngestTime(at, now, retentionDays);
  return reason === undefined ? undefined : { path: 'timestamp', reason };
}

function missingOr(value: unknown, reason: string): string {
  return value === undefined ? 'is missing' : reason;
}
