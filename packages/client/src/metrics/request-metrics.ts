import type { MetricItem } from '../signals.js';
import { LogHistogram } from './log-histogram.js';

/** Stands in for the route of a request that no route matched: the raw path would make a series of every typo. */
export const UNMATCHED_ROUTE = 'unmatched';

interface RequestSeries {
  readonly method: string;
  readonly route: string;
  readonly status: number;
  requests: number;
  readonly durations: LogHistogram;
}

/**
 * Counts and times HTTP requests per method, route template and status, for `http_requests_total` and
 * `http_request_duration_ms`. Recording one request is a map look-up and two additions.
 */
export class RequestMetrics {
  /** By route, then by method and status: look-ups whose keys need not be put together first. */
  private routes = new Map<string, RequestSeries[]>();

  constructor(private readonly service: string) {}

  /** One finished request; `route` is the template, undefined when none matched. */
  record(method: string, route: string | undefined, status: number, durationMs: number): void {
    const template = route ?? UNMATCHED_ROUTE;
    let known = this.routes.get(template);
    if (!known) {
      known = [];
      this.routes.set(template, known);
    }
    let series = known.find((each) => each.status === status && each.method === method);
    if (!series) {
      series = { method, route: template, status, requests: 0, durations: new LogHistogram() };
      known.push(series);
    }
    series.requests += 1;
    series.durations.observe(durationMs);
  }

  /** Everything since the last drain, timed `now` (epoch ms). */
  drain(now: number): MetricItem[] {
    const drained = this.routes;
    this.routes = new Map();
    return [...drained.values()].flat().flatMap((series) => this.items(series, now));
  }

  private items({ method, route, status, requests, durations }: RequestSeries, now: number): MetricItem[] {
    const tags = { service: this.service, method, route, status: String(status) };
    const base = { at: now, source: this.service, tags };
    return [
      { ...base, name: 'http_requests_total', kind: 'counter', value: requests },
      ...durations.weightedValues().map(
        ({ value, count }): MetricItem => ({
          ...base,
          name: 'http_request_duration_ms',
          kind: 'histogram',
          unit: 'ms',
          value,
          count,
        }),
      ),
    ];
  }
}
