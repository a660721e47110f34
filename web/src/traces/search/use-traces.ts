import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import type { ApiFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { Answer } from '../../api/use-get.js';
import { resolveRange, type TimeSpan } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';
import { drawSample, type TraceSample, type TraceSummary } from './draw-sample.js';
import { filterOf, type TraceSearch } from './trace-search.js';

const PAGE = 100;
/** How often a picture of thousands of traces is drawn anew. What is newest comes with the list. */
const SAMPLE_EVERY_MS = 30_000;

interface TraceList {
  readonly items: readonly TraceSummary[];
  readonly span: TimeSpan;
}

/** The traces that fit the search, page after page; the first page is kept up to date as long as no other was asked for. */
export function useTraceList(search: TraceSearch) {
  const { range } = useTimeRange();
  const filter = filterOf(search);
  const sort = search.sort ?? ('recent' as const);
  const question = JSON.stringify([filter, sort, range]);
  const [longer, setLonger] = useState('');
  const query = useInfiniteQuery({
    queryKey: ['/traces', filter, sort, range],
    queryFn: async ({ pageParam, signal }) => {
      const span = pageParam?.span ?? resolveRange(range, Date.now());
      const params = { query: { ...filter, sort, limit: PAGE, cursor: pageParam?.cursor, ...timesOf(span) } };
      return { ...(await answerOf(api.GET('/traces', { params, signal }))), span };
    },
    initialPageParam: undefined as { cursor: string; span: TimeSpan } | undefined,
    getNextPageParam: ({ next_cursor, span }) => (next_cursor === null ? undefined : { cursor: next_cursor, span }),
    meta: { topics: longer === question ? undefined : ['traces'], range },
    placeholderData: keepPreviousData,
  });
  const data = useMemo<TraceList | undefined>(
    () => query.data && { items: query.data.pages.flatMap(({ items }) => items), span: query.data.pages[0]!.span },
    [query.data],
  );
  const answer: Answer<TraceList> = {
    data,
    span: data?.span,
    failure: (query.error as ApiFailure | null) ?? undefined,
    isLoading: query.isLoading,
    isStale: query.isPlaceholderData,
    updatedAt: query.dataUpdatedAt,
    call: callOf({ ...filter, sort, limit: PAGE, ...(data && timesOf(data.span)) }),
    refetch: () => void query.refetch(),
  };
  return {
    answer,
    hasMore: query.hasNextPage,
    isLoadingMore: query.isFetchingNextPage,
    loadMore: () => {
      setLonger(question);
      void query.fetchNextPage();
    },
  };
}

/** Traces for the picture of a search. */
export function useTraceSample(search: TraceSearch): Answer<TraceSample> {
  const { range } = useTimeRange();
  const filter = filterOf(search);
  const query = useQuery({
    queryKey: ['/traces', 'sample', filter, range],
    queryFn: async ({ signal }) => {
      const span = resolveRange(range, Date.now());
      const sample = await drawSample(
        ({ from, to, sort, limit }) =>
          answerOf(
            api.GET('/traces', { params: { query: { ...filter, sort, limit, ...timesOf({ from, to }) } }, signal }),
          ),
        span,
      );
      return { sample, span };
    },
    structuralSharing: false,
    refetchInterval: 'last' in range ? SAMPLE_EVERY_MS : false,
    placeholderData: keepPreviousData,
  });
  return {
    data: query.data?.sample,
    span: query.data?.span,
    failure: (query.error as ApiFailure | null) ?? undefined,
    isLoading: query.isLoading,
    isStale: query.isPlaceholderData,
    updatedAt: query.dataUpdatedAt,
    call: callOf({ ...filter, sort: 'recent', limit: 500, ...(query.data && timesOf(query.data.span)) }),
    refetch: () => void query.refetch(),
  };
}

function timesOf({ from, to }: TimeSpan) {
  return { start_time: new Date(from).toISOString(), end_time: new Date(to).toISOString() };
}

function callOf(query: Readonly<Record<string, unknown>>): string {
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) if (item != null) parameters.append(name, String(item));
  }
  return `/traces?${parameters.toString()}`;
}
