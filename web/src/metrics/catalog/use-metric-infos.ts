import { useQueries } from '@tanstack/react-query';
import { answerOf, api } from '../../api/request.js';
import { findInfo, type MetricInfo } from './metric-info.js';

/** Enough names to hold a metric among all that contain its name. */
const LIMIT = 500;

/** What is known of some metrics: null where there is none of that name, undefined while nobody knows. */
export type MetricInfos = ReadonlyMap<string, MetricInfo | null>;

/** Looks up metrics by their names. */
export function useMetricInfos(metrics: readonly string[]): MetricInfos {
  const names = [...new Set(metrics)];
  return useQueries({
    queries: names.map((search) => ({
      queryKey: ['/metrics/names', undefined, { search, limit: LIMIT }, undefined],
      queryFn: async ({ signal }: { signal: AbortSignal }) => ({
        body: await answerOf(api.GET('/metrics/names', { params: { query: { search, limit: LIMIT } }, signal })),
      }),
      staleTime: 60_000,
    })),
    combine: (results) =>
      new Map(
        names.flatMap((name, at) => {
          const { data, isError } = results[at]!;
          if (isError) return [[name, null] as const];
          return data === undefined ? [] : [[name, findInfo(data.body.items, name) ?? null] as const];
        }),
      ),
  });
}
