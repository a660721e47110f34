import { useQueries } from '@tanstack/react-query';
import { useMemo } from 'react';
import { answerOf, api } from '../../api/request.js';
import type { components } from '../../api/schema.js';
import type { Spot } from '../../charts/series.js';
import { spell } from '../../format/quantity.js';
import { resolveRange } from '../../time/time-range.js';
import { useTimeRange } from '../../time/use-time-range.js';
import type { Asked } from '../answers/ask.js';
import type { Lines } from '../answers/chart-lines.js';
import { isOfValues } from '../question/aggregations.js';

/** One measurement with the trace in which it was made. */
export type Exemplar = components['schemas']['ExemplarView'] & {
  readonly value: number;
  readonly trace_id: string;
  /** The value with its unit. */
  readonly words: string;
};

/** The newest of each question; more would cover the lines. */
const LIMIT = 150;
const NONE: readonly Exemplar[] = [];

/** Single measurements of the metrics that are shown, where the chart is of values such as theirs. */
export function useExemplars(
  shown: readonly Asked[],
  lines: Lines | undefined,
): { items: readonly Exemplar[]; spots: readonly Spot[] } {
  const { range } = useTimeRange();
  const asked = useMemo(
    () => shown.filter(({ metric, aggregation }) => metric !== undefined && isOfValues(aggregation)),
    [shown],
  );
  const found = useQueries({
    queries: asked.map(({ metric = '', tags }) => ({
      queryKey: ['/metrics/exemplars', metric, tags, range],
      queryFn: async ({ signal }: { signal: AbortSignal }) => {
        const { from, to } = resolveRange(range, Date.now());
        const times = { start_time: new Date(from).toISOString(), end_time: new Date(to).toISOString() };
        const query = { metric_name: metric, tags, limit: LIMIT, ...times };
        return answerOf(api.GET('/metrics/exemplars', { params: { query }, signal }));
      },
      meta: { topics: ['metrics'], range },
    })),
    // A chart without exemplars is as good: a failure here is not told.
    combine: (results) => results.map(({ data }) => data?.items),
  });
  const formats = useMemo(
    () => asked.map(({ name }) => lines?.lines.find(({ question }) => question === name)?.format),
    [asked, lines],
  );
  const isMixed = lines?.isMixed ?? false;
  return useMemo(() => {
    const items = found.flatMap((page, at) =>
      (page ?? []).flatMap((item): Exemplar[] => {
        const { value, trace_id } = item;
        if (value === null || trace_id === null) return [];
        const format = formats[at];
        return [{ ...item, value, trace_id, words: format === undefined ? String(value) : spell(format(value)) }];
      }),
    );
    const spots = isMixed ? [] : items.map(spotOf);
    return items.length === 0 ? { items: NONE, spots: [] } : { items, spots };
  }, [found, isMixed, formats]);
}

function spotOf({ timestamp, value, words, tags, trace_id }: Exemplar): Spot {
  const { le: _bound, ...where } = tags;
  return { at: Date.parse(timestamp), value, label: [words, ...Object.values(where)].join(' · '), traceId: trace_id };
}
