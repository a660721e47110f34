import type { MetricItem } from '../signals.js';
import { LogHistogram } from './log-histogram.js';

/** A mistake such as a table for each user must not fill the memory: queries of what is over it are told without their table. */
const MOST_SERIES = 1000;

interface Query {
  /** Operation and collection. */
  readonly name: string;
  readonly operation: string;
  readonly collection: string | undefined;
}
type Outcome = 'ok' | 'error';
interface QuerySeries {
  readonly query: Omit<Query, 'name'>;
  readonly durations: Record<Outcome, LogHistogram | undefined>;
}

/** Times queries per operation, collection and outcome, for `db_query_duration_ms`. Recording one is a map look-up and an addition. */
export class QueryMetrics {
  private series = new Map<string, QuerySeries>();

  constructor(private readonly service: string) {}

  /** One finished query. */
  record(query: Query, outcome: Outcome, durationMs: number): void {
    const { durations } = this.series.get(query.name) ?? this.add(query);
    durations[outcome] ??= new LogHistogram();
    durations[outcome].observe(durationMs);
  }

  /** Everything since the last drain, timed `now` (epoch ms). */
  drain(now: number): MetricItem[] {
    const drained = this.series;
    this.series = new Map();
    return [...drained.values()].flatMap((series) => [
      ...this.items(series, 'ok', now),
      ...this.items(series, 'error', now),
    ]);
  }

  private add({ name, operation, collection }: Query): QuerySeries {
    const isFull = this.series.size >= MOST_SERIES && name !== operation;
    if (isFull) return this.series.get(operation) ?? this.add({ name: operation, operation, collection: undefined });
    const series = { query: { operation, collection }, durations: { ok: undefined, error: undefined } };
    this.series.set(name, series);
    return series;
  }

  private items({ query, durations }: QuerySeries, outcome: Outcome, now: number): MetricItem[] {
    const { operation, collection } = query;
    const tags = {
      service: this.service,
      operation,
      ...(collection === undefined ? {} : { collection }),
      outcome,
    };
    const base = {
      name: 'db_query_duration_ms',
      kind: 'histogram',
      unit: 'ms',
      at: now,
      source: this.service,
      tags,
    } as const;
    return (durations[outcome]?.weightedValues() ?? []).map(({ value, count }) => ({ ...base, value, count }));
  }
}
