import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ApiFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { Answer } from '../../api/use-get.js';
import { resolveRange } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';
import type { HistorySearch } from '../routes.js';
import { type History, readHistory } from './read-history.js';

const PAGE = 1000;

/** The resolved alerts that began in the page's time range. */
export function useHistory({ name, severity, service, rule }: HistorySearch): Answer<History> {
  const { range } = useTimeRange();
  const query = {
    status: ['resolved' as const],
    severity: severity as ('critical' | 'error' | 'warning' | 'info')[] | undefined,
    name,
    service,
    rule_id: rule,
    limit: PAGE,
  };
  const result = useQuery({
    queryKey: ['/alerts', 'history', query, range],
    queryFn: async ({ signal }) => {
      const span = resolveRange(range, Date.now());
      const times = { start_time: new Date(span.from).toISOString(), end_time: new Date(span.to).toISOString() };
      const body = await readHistory((cursor) =>
        answerOf(api.GET('/alerts', { params: { query: { ...query, ...times, cursor } }, signal })),
      );
      return { body, span };
    },
    meta: { topics: ['alerts'], range },
    placeholderData: keepPreviousData,
  });
  return {
    data: result.data?.body,
    span: result.data?.span,
    failure: (result.error as ApiFailure | null) ?? undefined,
    isLoading: result.isLoading,
    isStale: result.isPlaceholderData,
    updatedAt: result.dataUpdatedAt,
    call: `/alerts?${new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])))}`,
    refetch: () => void result.refetch(),
  };
}
