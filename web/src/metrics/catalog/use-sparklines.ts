import { useQueries } from '@tanstack/react-query';
import { answerOf, api } from '../../api/request.js';
import { resolveRange } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';
import { alignSpan, automaticStep } from '../answers/step.js';
import { usualAggregation } from '../question/aggregations.js';
import type { MetricInfo } from './metric-info.js';

/** As many as one request may ask about. */
const BATCH = 20;
/** A metric with more series would make the request of all too heavy. */
const MOST_SERIES = 500;
/** A small drawing needs an eighth of the points. */
const COARSER = 8;

/** Shapes of metrics by name: the values of the page's time range, as each kind is looked at usually. */
export type Shapes = ReadonlyMap<string, readonly (number | null)[]>;

/** Asks for the shapes of the metrics in view, in few requests: one for each twenty metrics of the list. */
export function useSparklines(metrics: readonly MetricInfo[], first: number, last: number): Shapes {
  const { range } = useTimeRange();
  const { from, to } = resolveRange(range, 0);
  const stepMs = automaticStep((to - from) * COARSER);
  const batches: MetricInfo[][] = [];
  for (let at = Math.floor(first / BATCH) * BATCH; at <= last && at < metrics.length; at += BATCH) {
    const batch = metrics.slice(at, at + BATCH).filter(({ seriesCount }) => seriesCount <= MOST_SERIES);
    if (batch.length > 0) batches.push(batch);
  }
  return useQueries({
    queries: batches.map((batch) => {
      const queries = batch.map(({ name, kind }, at) => ({
        name: `m${at}`,
        metric_name: name,
        aggregation: usualAggregation(kind),
      }));
      return {
        queryKey: ['/metrics/query', queries, range],
        queryFn: async ({ signal }: { signal: AbortSignal }) => {
          const span = alignSpan(resolveRange(range, Date.now()), stepMs);
          const body = { queries, step: `${stepMs / 1000}s`, start_time: span.from, end_time: span.to };
          const { items } = await answerOf(api.POST('/metrics/query', { body, signal }));
          return items.map((item) => (item.items[0]?.points ?? []).map(({ value }) => value));
        },
        staleTime: 60_000,
      };
    }),
    combine: (results) =>
      new Map(
        results.flatMap(({ data }, at) =>
          (data ?? []).map((values, position) => [batches[at]![position]!.name, values] as const),
        ),
      ),
  });
}
