import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answerOf, api } from '../../api/request.js';
import type { ChartData } from '../../charts/series.js';
import { resolveRange } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';
import type { EventQuery } from '../event-search.js';
import { typeData } from './chart-data.js';

/** Counts the events of each of a few types over time, all at the same steps. Undefined while nothing has come. */
export function useTypeData(types: readonly string[], query: EventQuery, enabled: boolean): ChartData | undefined {
  const { range } = useTimeRange();
  const { data } = useQuery({
    queryKey: ['/security/statistics', 'by type', types, query, range],
    queryFn: async ({ signal }) => {
      const { from, to } = resolveRange(range, Date.now());
      const times = { start_time: new Date(from).toISOString(), end_time: new Date(to).toISOString() };
      const count = (only: EventQuery) =>
        answerOf(api.GET('/security/statistics', { params: { query: { ...query, ...only, ...times } }, signal }));
      const [all, ...ofTypes] = await Promise.all([count({}), ...types.map((event_type) => count({ event_type }))]);
      return { all: all!, ofTypes };
    },
    meta: { topics: ['security'], range },
    placeholderData: keepPreviousData,
    enabled,
  });
  // What is of other types than those asked for must not be drawn as theirs.
  return useMemo(
    () => (data?.ofTypes.length === types.length ? typeData(data.all, data.ofTypes) : undefined),
    [data, types],
  );
}
