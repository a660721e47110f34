import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ApiFailure } from '../../api/failure.js';
import { answerOf, api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import type { Answer } from '../../api/use-get.js';
import { resolveRange } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';
import { chooseStep } from './choose-step.js';

type Schemas = components['schemas'];
export type MetricAnswers = Schemas['MetricAnswers'];

/** One metric to be asked for; its answer has the metric's name. */
export interface Gauge {
  readonly metric: string;
  readonly aggregation?: 'avg' | 'max' | 'increase';
  readonly tags?: Readonly<Record<string, string>>;
  readonly by?: readonly string[];
}

/** The answers to several metrics' questions over the page's time range. */
export interface MetricsAnswer extends Answer<MetricAnswers> {
  /** The call that answers one of the metrics alone. */
  readonly callFor: (metric: string) => string;
}

interface Options {
  /** At most so many steps; 1 is one value for the whole range. */
  readonly points?: number;
  /** No shorter steps than this, seconds. */
  readonly shortest?: number;
}

/** Asks for several gauges in one request, as of one moment, and keeps the answers up to date. */
export function useMetricAnswers(gauges: readonly Gauge[], { points = 120, shortest }: Options = {}): MetricsAnswer {
  const { range } = useTimeRange();
  const result = useQuery({
    queryKey: ['/metrics/query', gauges, points, shortest, range],
    queryFn: async ({ signal }) => {
      const span = resolveRange(range, Date.now());
      const step = points === 1 ? undefined : `${chooseStep(span.to - span.from, points, shortest)}s`;
      const body = { ...timesOf(span), step, queries: gauges.map(questionOf) };
      return { body: await answerOf(api.POST('/metrics/query', { body, signal })), span, step };
    },
    meta: { topics: ['metrics'], range },
    placeholderData: keepPreviousData,
  });
  const callFor = (metric: string) => {
    const { name: _, tags, ...question } = questionOf(gauges.find((gauge) => gauge.metric === metric)!);
    const search = new URLSearchParams(question);
    if (tags !== undefined) search.set('tags', JSON.stringify(tags));
    for (const [name, value] of Object.entries({ step: result.data?.step, ...timesOf(result.data?.span) })) {
      if (value !== undefined) search.set(name, value);
    }
    return `/metrics?${search}`;
  };
  return {
    data: result.data?.body,
    span: result.data?.span,
    failure: (result.error as ApiFailure | null) ?? undefined,
    isLoading: result.isLoading,
    isStale: result.isPlaceholderData,
    updatedAt: result.dataUpdatedAt,
    call: gauges[0] === undefined ? '/metrics' : callFor(gauges[0].metric),
    callFor,
    refetch: () => void result.refetch(),
  };
}

function questionOf({ metric, aggregation = 'avg', tags, by }: Gauge) {
  const question = { name: metric, metric_name: metric, aggregation };
  return { ...question, ...(tags && { tags }), ...(by && { group_by: by.join(',') }) };
}

function timesOf(span: { from: number; to: number } | undefined) {
  if (span === undefined) return {};
  return { start_time: new Date(span.from).toISOString(), end_time: new Date(span.to).toISOString() };
}
