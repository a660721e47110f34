import { type InfiniteData, keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ApiFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { Answer, Topic } from '../../api/use-get.js';
import { resolveRange, type TimeRange } from '../../time/time-range.js';

interface PageOf<T> {
  readonly items: readonly T[];
  readonly next_cursor: string | null;
}

/** A list of which more can be read, as one answer. */
export interface Pages<T> extends Answer<readonly T[]> {
  readonly hasMore: boolean;
  readonly isReadingMore: boolean;
  readonly readMore: () => void;
}

interface PagesOptions {
  readonly query: Readonly<Record<string, string | number | undefined>>;
  readonly range?: TimeRange;
  readonly topics?: readonly Topic[];
}

/** All pages are read again when something changes: not at every change, and not so often that rows move under the reader's hand. */
const EVERY_MS = 5000;

/** Reads a list page by page. */
export function usePages<T>(path: '/error-groups' | '/errors', { query, range, topics }: PagesOptions): Pages<T> {
  const result = useInfiniteQuery({
    queryKey: ['pages', path, query, range],
    queryFn: ({ pageParam, signal }) => {
      const params = { query: { ...query, ...timesOf(range), cursor: pageParam } };
      return answerOf(api.GET(path as never, { params, signal } as never)) as unknown as Promise<PageOf<T>>;
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next_cursor ?? undefined,
    select: allOf<T>,
    meta: { topics, range, everyMs: EVERY_MS },
    placeholderData: keepPreviousData,
  });
  return {
    data: result.data,
    failure: (result.error as ApiFailure | null) ?? undefined,
    isLoading: result.isLoading,
    isStale: result.isPlaceholderData,
    updatedAt: result.dataUpdatedAt,
    call: callOf(path, { ...query, ...timesOf(range) }),
    refetch: () => void result.refetch(),
    hasMore: result.hasNextPage,
    isReadingMore: result.isFetchingNextPage,
    readMore: () => void result.fetchNextPage(),
  };
}

function allOf<T>({ pages }: InfiniteData<PageOf<T>>): readonly T[] {
  return pages.flatMap(({ items }) => items);
}

function timesOf(range: TimeRange | undefined): { start_time?: string; end_time?: string } {
  if (range === undefined) return {};
  const { from, to } = resolveRange(range, Date.now());
  return { start_time: new Date(from).toISOString(), end_time: new Date(to).toISOString() };
}

function callOf(path: string, query: PagesOptions['query']): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.append(name, String(value));
  return `${path}?${search}`;
}
