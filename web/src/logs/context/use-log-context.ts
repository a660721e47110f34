import { useInfiniteQuery } from '@tanstack/react-query';
import type { ApiFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { LogRecord } from '../log-field.js';

/** Lines on each side at first, and how many more each time. */
const AT_FIRST = 15;
const MORE = 50;

interface Part {
  readonly id: string;
  readonly before: number;
  readonly after: number;
}

interface ContextLines {
  /** Oldest first; undefined until they are there. */
  readonly lines?: readonly LogRecord[];
  readonly record?: LogRecord;
  readonly failure?: ApiFailure;
  readonly retry: () => void;
  /** What loads more of one side; undefined when there is no more, or it is under way. */
  readonly loadEarlier?: () => void;
  readonly loadLater?: () => void;
}

/** The lines of a record's service around it, as far as they were loaded: each further part is the context of the outermost line. */
export function useLogContext(id: string): ContextLines {
  const result = useInfiniteQuery({
    queryKey: ['/logs/{log_id}/context', id],
    queryFn: async ({ pageParam, signal }) => {
      const { id: log_id, before, after } = pageParam;
      const params = { path: { log_id }, query: { before, after } };
      const part = await answerOf(api.GET('/logs/{log_id}/context', { params, signal }));
      return { ...part, asked: pageParam };
    },
    initialPageParam: { id, before: AT_FIRST, after: AT_FIRST } as Part,
    getPreviousPageParam: ({ before, asked }): Part | undefined =>
      before.length < asked.before ? undefined : { id: before[0]!.log_id, before: MORE, after: 0 },
    getNextPageParam: ({ after, asked }): Part | undefined =>
      after.length < asked.after ? undefined : { id: after.at(-1)!.log_id, before: 0, after: MORE },
    staleTime: Number.POSITIVE_INFINITY,
  });
  const { data, hasPreviousPage, hasNextPage, isFetching, fetchPreviousPage, fetchNextPage } = result;
  const lines = data?.pages.flatMap(({ before, record, after, asked }) =>
    asked.id === id ? [...before, record, ...after] : [...before, ...after],
  );
  return {
    lines,
    record: data?.pages.find(({ asked }) => asked.id === id)?.record,
    failure: (result.error as ApiFailure | null) ?? undefined,
    retry: () => void result.refetch(),
    loadEarlier: hasPreviousPage && !isFetching ? () => void fetchPreviousPage() : undefined,
    loadLater: hasNextPage && !isFetching ? () => void fetchNextPage() : undefined,
  };
}
