import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { PathsWithMethod } from 'openapi-typescript-helpers';
import { resolveRange, type TimeRange, type TimeSpan } from '../time/time-range.js';
import { useTimeRange } from '../time/use-time-range.js';
import type { ApiFailure } from './failure.js';
import { answerOf, api } from './request.js';
import type { paths } from './schema.js';

type GetPath = PathsWithMethod<paths, 'get'>;
type Operation<P extends GetPath> = paths[P]['get'];
type QueryOf<P extends GetPath> = Operation<P> extends { parameters: { query?: infer Q } } ? NonNullable<Q> : never;
type PathOf<P extends GetPath> = Operation<P> extends { parameters: { path: infer V } } ? V : never;
/** The document that a path answers. */
export type AnswerOf<P extends GetPath> =
  Operation<P> extends {
    responses: { 200: { content: { 'application/json': infer T } } };
  }
    ? T
    : never;

/** Kinds of data, as `GET /live` names them when they change. */
export type Topic =
  | 'alerts'
  | 'errors'
  | 'metrics'
  | 'traces'
  | 'logs'
  | 'security'
  | 'audit'
  | 'configuration'
  | 'health';

export interface GetOptions<P extends GetPath> {
  readonly query?: Partial<QueryOf<P>>;
  readonly path?: PathOf<P>;
  /** Whether the page's time range is asked for (`start_time`, `end_time`); or a range of its own. */
  readonly range?: boolean | TimeRange;
  /** Asked again when one of these changes. */
  readonly topics?: readonly Topic[];
  /** Not asked again sooner than this, however often they change, ms: for answers that cost the service much. */
  readonly everyMs?: number;
  /** Not asked while false. */
  readonly enabled?: boolean;
}

/** What is known of an answer now. What was shown last stays while another is under way and while nothing answers. */
export interface Answer<T> {
  readonly data?: T;
  /** The span of time that was asked for. */
  readonly span?: TimeSpan;
  readonly failure?: ApiFailure;
  /** Whether nothing has come yet. */
  readonly isLoading: boolean;
  /** Whether what is shown answers an older question. */
  readonly isStale: boolean;
  /** When it arrived; epoch milliseconds, 0 before. */
  readonly updatedAt: number;
  /** The call behind it, relative to the API's address. */
  readonly call: string;
  readonly refetch: () => void;
}

/**
 * Reads one document of the API and keeps it up to date. Its key holds the range as the reader chose it ("the last hour"), not
 * the instants: those are worked out when it is asked.
 */
export function useGet<P extends GetPath>(path: P, options: GetOptions<P> = {}): Answer<AnswerOf<P>> {
  const { range: pageRange } = useTimeRange();
  const { query, range, topics, everyMs, enabled = true } = options;
  const asked = range === true ? pageRange : range === false ? undefined : range;
  const result = useQuery({
    queryKey: [path, options.path, query, asked],
    queryFn: async ({ signal }) => {
      const span = asked && resolveRange(asked, Date.now());
      const params = { path: options.path, query: { ...query, ...asTimes(span) } };
      // The types of one path cannot be followed through a parameter that may be any path.
      const call = api.GET(path as never, { params, signal } as never) as unknown as Promise<{
        data?: AnswerOf<P>;
        error?: unknown;
        response: Response;
      }>;
      const askedAt = performance.now();
      return { body: await answerOf(call), span, tookMs: performance.now() - askedAt };
    },
    meta: { topics, range: asked, everyMs },
    placeholderData: keepPreviousData,
    enabled,
  });
  return {
    data: result.data?.body,
    span: result.data?.span,
    failure: (result.error as ApiFailure | null) ?? undefined,
    isLoading: result.isLoading,
    isStale: result.isPlaceholderData,
    updatedAt: result.dataUpdatedAt,
    call: callOf(path, options.path, { ...query, ...asTimes(result.data?.span) }),
    refetch: () => void result.refetch(),
  };
}

function asTimes(span: TimeSpan | undefined): { start_time?: string; end_time?: string } {
  if (span === undefined) return {};
  return { start_time: new Date(span.from).toISOString(), end_time: new Date(span.to).toISOString() };
}

/** A path with its parameters in place. */
function callOf(path: string, values: unknown, query: Readonly<Record<string, unknown>>): string {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(String((values as Readonly<Record<string, unknown>> | undefined)?.[name])),
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of Array.isArray(value) ? value : [value]) if (item != null) search.append(name, String(item));
  }
  const text = search.toString();
  return text === '' ? filled : `${filled}?${text}`;
}
