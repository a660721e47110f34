import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ApiFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import type { Answer } from '../../api/use-get.js';

type MetricNameView = components['schemas']['MetricNameView'];

const PAGE = 2000;

interface MetricNames extends Answer<readonly MetricNameView[]> {
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
}

/** The names of metrics that contain a text, page by page. */
export function useMetricNames(search: string | undefined): MetricNames {
  const result = useInfiniteQuery({
    queryKey: ['/metrics/names', 'pages', search],
    queryFn: ({ pageParam, signal }) => {
      const query = { search, limit: PAGE, cursor: pageParam };
      return answerOf(api.GET('/metrics/names', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    // Names seldom change: nobody asks for all of them each second.
    staleTime: 30_000,
    placeholderData: keepPreviousData,
  });
  const data = useMemo(() => result.data?.pages.flatMap(({ items }) => items), [result.data]);
  const query = new URLSearchParams({ limit: String(PAGE), ...(search === undefined ? {} : { search }) });
  return {
    data,
    failure: (result.error as ApiFailure | null) ?? undefined,
    isLoading: result.isLoading,
    isStale: result.isPlaceholderData,
    updatedAt: result.dataUpdatedAt,
    call: `/metrics/names?${query}`,
    refetch: () => void result.refetch(),
    hasMore: result.hasNextPage,
    isLoadingMore: result.isFetchingNextPage,
    loadMore: () => void result.fetchNextPage(),
  };
}
