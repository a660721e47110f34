import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import type { ApiFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { AnswerOf } from '../../api/use-get.js';
import { buildSpanTree, type SpanTree } from './span-tree.js';

/** So many spans are read at first, to have them on the screen at once; then so many at a time, so that no answer blocks the page. */
const FIRST = 500;
const NEXT = 2500;
/** A trace that ended so recently may still grow. */
const YOUNG_MS = 60_000;
const REFRESH_MS = 5000;

type TraceAnswer = AnswerOf<'/traces/{trace_id}'>;

/** What is known of a trace now. */
export interface LoadedTrace {
  /** Facts of the whole trace, and its first spans. */
  readonly trace?: TraceAnswer;
  readonly tree: SpanTree;
  readonly resources: TraceAnswer['resources'];
  /** Whether more of what was asked for is under way. */
  readonly isGrowing: boolean;
  /** Whether spans that repeat others are missing. */
  readonly isFolded: boolean;
  readonly failure?: ApiFailure;
  readonly updatedAt: number;
  readonly retry: () => void;
}

/**
 * Reads a trace page after page: without its repeats, until `needsAll`. What was read stays on the screen while more comes.
 */
export function useTrace(traceId: string, needsAll: boolean): LoadedTrace {
  const folded = usePages(traceId, true, true);
  const hasAll = folded.pages.length > 0 && !folded.isGrowing && countOf(folded.pages) >= folded.pages[0]!.span_count;
  const whole = usePages(traceId, false, needsAll && !hasAll && !folded.isGrowing && folded.pages.length > 0);
  const isWhole = whole.pages.length > 0 && !whole.isGrowing;
  const { pages } = isWhole ? whole : folded;
  const tree = useMemo(() => buildSpanTree(pages), [pages]);
  const resources = useMemo(() => Object.assign({}, ...pages.map((page) => page.resources)), [pages]);
  return {
    trace: pages[0],
    tree,
    resources,
    isGrowing: folded.isGrowing || whole.isGrowing,
    isFolded: !isWhole && !hasAll,
    failure: folded.failure ?? whole.failure,
    updatedAt: folded.updatedAt,
    retry: () => {
      folded.retry();
      if (whole.failure !== undefined) whole.retry();
    },
  };
}

/** Whether more spans of a trace may come: it has open ones, or has just ended. Large ones are not read again and again. */
function mayGrow(pages: readonly TraceAnswer[] | undefined, now: number): boolean {
  const [first, ...more] = pages ?? [];
  if (first === undefined || more.length > 0) return false;
  return now - (Date.parse(first.started_at) + first.duration_ms) < YOUNG_MS;
}

function countOf(pages: readonly TraceAnswer[]): number {
  return pages.reduce((count, { spans }) => count + spans.length, 0);
}

const NO_PAGES: TraceAnswer[] = [];

function usePages(traceId: string, isFolded: boolean, enabled: boolean) {
  const query = useInfiniteQuery({
    queryKey: ['/traces/{trace_id}', traceId, isFolded],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/traces/{trace_id}', {
          params: {
            path: { trace_id: traceId },
            query: {
              fold: isFolded ? 'true' : 'false',
              limit: isFolded && pageParam === '' ? FIRST : NEXT,
              cursor: pageParam || undefined,
            },
          },
          signal,
        }),
      ),
    initialPageParam: '',
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
    // Thousands of spans are not worth being compared with those of before.
    structuralSharing: false,
    staleTime: YOUNG_MS,
    enabled,
    refetchInterval: ({ state }) => (mayGrow(state.data?.pages, Date.now()) ? REFRESH_MS : false),
  });
  const { hasNextPage, isFetching, isError, fetchNextPage } = query;
  useEffect(() => {
    if (enabled && hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [enabled, hasNextPage, isFetching, isError, fetchNextPage]);
  return {
    pages: query.data?.pages ?? NO_PAGES,
    isGrowing: enabled && !isError && (query.isPending || hasNextPage),
    failure: (query.error as ApiFailure | null) ?? undefined,
    updatedAt: query.dataUpdatedAt,
    retry: () => void query.refetch(),
  };
}
