import { decodeCursor, encodeCursor } from '../http/page.js';
import type { InputFault } from '../http/problem.dto.js';
import { Problem } from '../http/problem.js';
import { parseTime } from '../http/time.js';
import type { ListPlace } from './listing/newest-samples.js';
import type { MetricFilter } from './metric.dto.js';
import { parseMatchers, type TagMatcher } from './reading/tag-matcher.js';

const HOUR_MS = 3_600_000;
/** More steps than any screen has pixels for. */
const MAX_STEPS = 20_000;
const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: HOUR_MS, d: 24 * HOUR_MS };

/** A metric filter, understood. Times are epoch ms. */
export interface ReadMetricFilter {
  readonly startAt: number;
  readonly endAt: number;
  readonly matchers: readonly TagMatcher[];
  readonly groupBy: readonly string[];
  readonly stepMs: number | undefined;
}

/**
 * Understands the filter of a request.
 *
 * @param now epoch ms
 * @throws Problem 400 naming every parameter that cannot be understood
 */
export function readMetricFilter(filter: MetricFilter, now: number): ReadMetricFilter {
  const errors: InputFault[] = [];
  const time = (path: 'start_time' | 'end_time', fallback: number): number => {
    const given = filter[path];
    const at = given === undefined ? fallback : parseTime(given);
    if (at === undefined) errors.push({ path, message: 'must be ISO 8601 or epoch milliseconds' });
    return at ?? fallback;
  };
  const endAt = time('end_time', now + 1); // what was recorded in this very millisecond counts
  const startAt = time('start_time', endAt - HOUR_MS);
  if (startAt >= endAt) errors.push({ path: 'start_time', message: 'must be before end_time' });
  const matchers = filter.tags === undefined ? [] : parseMatchers(filter.tags);
  if (!matchers) errors.push({ path: 'tags', message: 'must be a JSON object of strings, or name=value,name=value' });
  const stepMs = filter.step === undefined ? undefined : parseStep(filter.step);
  if (stepMs !== undefined && !(stepMs > 0 && (endAt - startAt) / stepMs <= MAX_STEPS)) {
    errors.push({ path: 'step', message: `must be more than 0 and make at most ${MAX_STEPS} steps` });
  }
  if (errors.length > 0) throw Problem.of(400, 'The query has faults.', { errors });
  return { startAt, endAt, matchers: matchers!, groupBy: splitList(filter.group_by), stepMs };
}

/** `300`, `300s`, `5m`, `1h`, `1d` as milliseconds. */
function parseStep(text: string): number {
  const unit = UNIT_MS[text.at(-1)!];
  return Math.round(unit ? Number(text.slice(0, -1)) * unit : Number(text) * 1000);
}

function splitList(text: string | undefined): string[] {
  const names = (text ?? '').split(',').map((name) => name.trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

/** A list place as a cursor. */
export function encodePlace({ at, seriesId, value, count, seen }: ListPlace): string {
  return encodeCursor([at, seriesId, String(value), count, seen]);
}

/** @throws Problem 400 for a cursor that this list did not make */
export function decodePlace(cursor: string): ListPlace {
  const [at, seriesId, value, count, seen] = decodeCursor(cursor, 5).map(Number) as [
    number,
    number,
    number,
    number,
    number,
  ];
  if (![at, seriesId, count, seen].every(Number.isSafeInteger)) {
    throw Problem.of(400, 'The cursor is not one of this list.', {
      errors: [{ path: 'cursor', message: 'is not valid' }],
    });
  }
  return { at, seriesId, value, count, seen };
}
