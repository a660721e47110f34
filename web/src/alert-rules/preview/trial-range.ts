import { useRouterState } from '@tanstack/react-router';
import { useMemo } from 'react';
import { formatSpanOfTime } from '../../format/clock.js';
import { lengthInWords, type RangeSearch, rangeOf, resolveRange, type TimeRange } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';

/** The lengths of the past that a rule is tried on. */
export const TRIAL_LENGTHS = ['1h', '24h', '7d'] as const;
const USUAL: TimeRange = { last: '24h' };
const DAY_MS = 86_400_000;
/** The API tries no more. */
const MOST_DAYS = 90;

/** The time a rule is tried on: the page's own where one was chosen, else a day. Zooming into the chart narrows it down. */
export function useTrialRange(): { range: TimeRange; setRange: (range: TimeRange) => void } {
  const { setRange } = useTimeRange();
  const written = useRouterState({
    select: ({ location }) => {
      const { range, from, to } = location.search as RangeSearch;
      return JSON.stringify([range, from, to]);
    },
  });
  const range = useMemo(() => {
    const [last, from, to] = JSON.parse(written) as (string | null)[];
    return rangeOf({ range: last ?? undefined, from: from ?? undefined, to: to ?? undefined }) ?? USUAL;
  }, [written]);
  return { range, setRange };
}

/** How many days before now a backtest must reach back to cover a range. */
export function daysBack(range: TimeRange, now: number): number {
  const { from } = resolveRange(range, now);
  return Math.min(MOST_DAYS, Math.max(0, (now - from) / DAY_MS));
}

/** "the last 24 hours", "28 Nov, 14:02 – 14:20". A backtest always ends now. */
export function spellRange(range: TimeRange): string {
  if ('last' in range) return `the last ${lengthInWords(range.last)}`;
  return `the time since ${formatSpanOfTime(range.from, range.to).split(' – ', 1)[0]}`;
}
