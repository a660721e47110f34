import { useNavigate, useRouterState } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { DEFAULT_RANGE, type RangeSearch, rangeOf, searchOf, type TimeRange } from './time-range.js';

interface ChosenRange {
  readonly range: TimeRange;
  /** Shows another range; the browser's Back goes to the one before. */
  readonly setRange: (range: TimeRange) => void;
}

/** The one time range of the page, as its address says. */
export function useTimeRange(): ChosenRange {
  const written = useRouterState({
    select: ({ location }) => {
      const { range, from, to } = location.search as RangeSearch;
      return JSON.stringify([range, from, to]);
    },
  });
  const navigate = useNavigate();
  const range = useMemo(() => {
    const [last, from, to] = JSON.parse(written) as (string | null)[];
    return rangeOf({ range: last ?? undefined, from: from ?? undefined, to: to ?? undefined }) ?? DEFAULT_RANGE;
  }, [written]);
  const setRange = useCallback(
    (next: TimeRange) =>
      void navigate({ to: '.', search: (search: object) => ({ ...search, ...searchOf(next) }) } as never),
    [navigate],
  );
  return { range, setRange };
}
