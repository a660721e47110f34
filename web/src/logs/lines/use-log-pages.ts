import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { ApiFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { Answer } from '../../api/use-get.js';
import { writeSearch } from '../../app/search-params.js';
import { resolveRange, type TimeSpan } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';
import type { LogRecord } from '../log-field.js';
import type { LogQuery } from '../log-search.js';

const PAGE_SIZE = 200;

interface Place {
  readonly cursor: string;
  /** Of the first page: the range is not moved on between pages. */
  readonly span: TimeSpan;
}

interface LogPages {
  readonly lines: readonly LogRecord[];
  readonly answer: Answer<readonly LogRecord[]>;
  readonly pageCount: number;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly loadMore: () => void;
}

/** The records of the page's range that fit, newest first, as far as they were loaded. New ones come in unless the reader holds the list. */
export function useLogPages(query: LogQuery, isHeld: boolean): LogPages {
  const { range } = useTimeRange();
  const result = useInfiniteQuery({
    queryKey: ['/logs', 'pages', query, range],
    queryFn: async ({ pageParam, signal }) => {
      const span = pageParam?.span ?? resolveRange(range, Date.now());
      const asked = { ...query, ...timesOf(span), limit: PAGE_SIZE, cursor: pageParam?.cursor };
      const page = await answerOf(api.GET('/logs', { params: { query: asked }, signal }));
      return { ...page, span };
    },
    initialPageParam: undefined as Place | undefined,
    getNextPageParam: ({ next_cursor: cursor, span }): Place | undefined =>
      cursor === null ? undefined : { cursor, span },
    meta: isHeld ? {} : { topics: ['logs'], range },
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage, isFetching } = result;
  const lines = useMemo(() => distinct(data?.pages.flatMap(({ items }) => items) ?? []), [data]);
  const span = data?.pages[0]?.span;
  return {
    lines,
    pageCount: data?.pages.length ?? 0,
    hasMore: hasNextPage,
    isLoadingMore: isFetchingNextPage,
    loadMore: () => {
      if (hasNextPage && !isFetching) void fetchNextPage();
    },
    answer: {
      data: data === undefined ? undefined : lines,
      span,
      failure: (result.error as ApiFailure | null) ?? undefined,
      isLoading: result.isLoading,
      isStale: result.isPlaceholderData,
      updatedAt: result.dataUpdatedAt,
      call: `/logs${writeSearch({ ...query, ...(span && timesOf(span)), limit: PAGE_SIZE })}`,
      refetch: () => void result.refetch(),
    },
  };
}

function timesOf({ from, to }: TimeSpan): { start_time: string; end_time: string } {
  return { start_time: new Date(from).toISOString(), end_time: new Date(to).toISOString() };
}

/** Records with the same id are one: pages of a list that grows may overlap. */
function distinct(records: readonly LogRecord[]): LogRecord[] {
  return [...new Map(records.map((record) => [record.log_id, record])).values()];
}
