import { patternFault } from '../../database/patterns/translate-pattern.js';
import type { InputFault } from '../../http/problem.dto.js';
import { Problem } from '../../http/problem.js';
import { parseTime } from '../../http/time.js';
import { limitReached } from '../reading/query-budget.js';
import { isPattern, parseMatchers, type TagMatcher } from '../reading/tag-matcher.js';
import type { GroupRank } from './rank-groups.js';

const HOUR_MS = 3_600_000;
/** More steps than any screen has pixels for. */
const MAX_STEPS = 20_000;
const UNIT_MS: Record<string, number> = { s: 1000, m: 60_000, h: HOUR_MS, d: 24 * HOUR_MS };

/** A range of time as a request gives it. */
export interface RangeFilter {
  readonly start_time?: string | number;
  readonly end_time?: string | number;
}

/** What a request asks of one metric, besides the range. */
export interface MetricParameters {
  readonly tags?: string;
  readonly group_by?: string;
  readonly step?: string;
  readonly top?: number;
  readonly bottom?: number;
}

/** A range of time, epoch ms, the end excluded. */
export interface TimeRange {
  readonly startAt: number;
  readonly endAt: number;
}

/** Metric parameters, understood. */
export interface ReadParameters {
  readonly matchers: readonly TagMatcher[];
  readonly groupBy: readonly string[];
  readonly stepMs: number | undefined;
  readonly rank: GroupRank | undefined;
}

/**
 * Understands the parameters of a request for one metric.
 *
 * @param now epoch ms
 * @throws Problem 400 naming every parameter that cannot be understood, 422 for too many steps
 */
export function readMetricFilter(filter: RangeFilter & MetricParameters, now: number): TimeRange & ReadParameters {
  const faults: InputFault[] = [];
  const range = readRange(filter, now, faults);
  const read = readParameters(filter, range, faults);
  if (faults.length > 0) throw Problem.of(400, 'The query has faults.', { errors: faults });
  return { ...range, ...read };
}

/** The last hour, unless told otherwise. What cannot be understood is added to the faults. */
export function readRange(filter: RangeFilter, now: number, faults: InputFault[]): TimeRange {
  const time = (path: 'start_time' | 'end_time', fallback: number): number => {
    const given = filter[path];
    const at = given === undefined ? fallback : parseTime(given);
    if (at === undefined) faults.push({ path, message: 'must be ISO 8601 or epoch milliseconds' });
    return at ?? fallback;
  };
  const endAt = time('end_time', now + 1); // what was recorded in this very millisecond counts
  const startAt = time('start_time', endAt - HOUR_MS);
  if (startAt >= endAt) faults.push({ path: 'start_time', message: 'must be before end_time' });
  return { startAt, endAt };
}

/**
 * What cannot be understood is added to the faults.
 *
 * @param parent stands before the names of parameters in faults
 * @throws Problem 422 for too many steps
 */
export function readParameters(
  { tags, group_by, step, top, bottom }: MetricParameters,
  { startAt, endAt }: TimeRange,
  faults: InputFault[],
  parent = '',
): ReadParameters {
  const fault = (path: string, message: string) => faults.push({ path: parent + path, message });
  const matchers = readMatchers(tags, faults, parent);
  const stepMs = step === undefined ? undefined : parseStep(step);
  if (stepMs === 0) fault('step', 'must be more than 0');
  else if (stepMs !== undefined && (endAt - startAt) / stepMs > MAX_STEPS) throw limitReached('steps', MAX_STEPS);
  if (top !== undefined && bottom !== undefined) fault('bottom', 'must be left out when top is given');
  return { matchers, groupBy: splitList(group_by), stepMs, rank: rankOf(top, bottom) };
}

/** The matchers of a tag filter. What cannot be understood is added to the faults. */
export function readMatchers(tags: string | undefined, faults: InputFault[], parent = ''): readonly TagMatcher[] {
  const fault = (message: string) => faults.push({ path: `${parent}tags`, message });
  const matchers = tags === undefined ? [] : parseMatchers(tags);
  if (!matchers) fault('must be a JSON object of strings, or name=value,name=value');
  for (const { operator, value } of matchers ?? []) {
    const reason = isPattern(operator) ? patternFault(value) : undefined;
    if (reason) fault(`the pattern ${value} ${reason}`);
  }
  return matchers ?? [];
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

function rankOf(top: number | undefined, bottom: number | undefined): GroupRank | undefined {
  if (top !== undefined) return { order: 'top', count: top };
  return bottom === undefined ? undefined : { order: 'bottom', count: bottom };
}
