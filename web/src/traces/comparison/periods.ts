import { resolveRange, type TimeRange, type TimeSpan } from '../../time/time-range.js';
import type { PERIODS } from '../search/trace-search.js';

type Period = (typeof PERIODS)[number];

const DAY_MS = 86_400_000;

/** What the choices are called. */
export const PERIOD_WORDS: Readonly<Record<Period, string>> = {
  before: 'Right before',
  day: 'A day earlier',
  week: 'A week earlier',
};

/** The range of time that is looked at, and the earlier one of the same length. */
export function periodsOf(range: TimeRange, period: Period, at: number): { now: TimeSpan; earlier: TimeSpan } {
  const now = resolveRange(range, at);
  const by = period === 'before' ? now.to - now.from : period === 'day' ? DAY_MS : 7 * DAY_MS;
  return { now, earlier: { from: now.from - by, to: now.to - by } };
}
