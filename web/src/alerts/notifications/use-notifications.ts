import { useInfiniteQuery } from '@tanstack/react-query';
import type { ApiFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import type { Answer } from '../../api/use-get.js';
import { resolveRange } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';
import type { NotificationSearch } from '../routes.js';

export type Summary = components['schemas']['NotificationSummary'];

const PAGE = 100;

interface Notifications {
  readonly answer: Answer<readonly Summary[]>;
  /** Loads older ones; undefined when there are none. */
  readonly more?: () => void;
  readonly isLoadingMore: boolean;
}

/** The notifications of the page's time range, newest first, a page at a time. */
export function useNotifications({ channel, status, event }: NotificationSearch): Notifications {
  const { range } = useTimeRange();
  const query = { channel, status: status as Summary['status'], event: event as Summary['event'], limit: PAGE };
  const result = useInfiniteQuery({
    queryKey: ['/notifications', 'pages', query, range],
    queryFn: async ({ signal, pageParam }) => {
      const { from, to } = resolveRange(range, Date.now());
      const times = { start_time: new Date(from).toISOString(), end_time: new Date(to).toISOString() };
      const params = { query: { ...query, ...times, cursor: pageParam } };
      return answerOf(api.GET('/notifications', { params, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    meta: { topics: ['alerts'], range },
    placeholderData: (before) => before,
  });
  const { data } = result;
  return {
    answer: {
      data: data?.pages.flatMap(({ items }) => items),
      failure: (result.error as ApiFailure | null) ?? undefined,
      isLoading: result.isLoading,
      isStale: result.isPlaceholderData,
      updatedAt: result.dataUpdatedAt,
      call: `/notifications?${new URLSearchParams(Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])))}`,
      refetch: () => void result.refetch(),
    },
    more: result.hasNextPage ? () => void result.fetchNextPage() : undefined,
    isLoadingMore: result.isFetchingNextPage,
  };
}
