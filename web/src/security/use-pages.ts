import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ApiFailure } from '../api/failure.js';
import { answerOf, api } from '../api/request.js';
import type { Answer, Topic } from '../api/use-get.js';
import { resolveRange } from '../time/time-range.js';
import { useTimeRange } from '../time/use-time-range.js';

/** A list of which more can be read, as one answer. */
export interface Pages<T> extends Answer<readonly T[]> {
  readonly hasMore: boolean;
  readonly isReadingMore: boolean;
  readonly readMore: () => void;
}

interface PageOf<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

/** What the lists that are read page by page hold. */
type Query = Readonly<Record<string, string | number | undefined>>;

/** Reads what happened in the page's time range, page by page, the newest first. */
export function usePages<T>(path: '/security/events' | '/audit', query: Query, topic: Topic, enabled = true): Pages<T> {
  const { range } = useTimeRange();
  const timed = (): Query => {
    const { from, to } = resolveRange(range, Date.now());
    return { ...query, start_time: new Date(from).toISOString(), end_time: new Date(to).toISOString() };
  };
  const result = useInfiniteQuery({
    queryKey: ['pages', path, query, range],
    queryFn: ({ pageParam, signal }) => {
      const params = { query: { ...timed(), cursor: pageParam } };
      // The types of one path cannot be followed through a parameter that may be one of two.
      return answerOf(api.GET(path as never, { params, signal } as never)) as unknown as Promise<PageOf<T>>;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    meta: { topics: [topic], range },
    placeholderData: keepPreviousData,
    enabled,
  });
  return {
    data: result.data,
    failure: (result.error as ApiFailure | null) ?? undefined,
    isLoading: result.isLoading,
    isStale: result.isPlaceholderData,
    updatedAt: result.dataUpdatedAt,
    call: callOf(path, timed()),
    refetch: () => void result.refetch(),
    hasMore: result.hasNextPage,
    isReadingMore: result.isFetchingNextPage,
    readMore: () => void result.fetchNextPage(),
  };
}

/** A call of the API with the parameters that are given. */
export function callOf(path: string, query: Query): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.append(name, String(value));
  return `${path}?${search}`;
}
