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
  private series = new Map<string, RequestSeries>();

  constructor(private readonly service: string) {}

  /** One finished request; `route` is the template, undefined when none matched. */
  record(method: string, route: string | undefined, status: number, durationMs: number): void {
    const template = route ?? UNMATCHED_ROUTE;
    const key = `${status}${method} ${template}`;
    let series = this.series.get(key);
    if (!series) {
      series = { method, route: template, status, requests: 0, durations: new LogHistogram() };
      this.series.set(key, series);
    }
    series.requests += 1;
    series.durations.observe(durationMs);
  }

  /** Everything since the last drain, timed `now` (epoch ms). */
  drain(now: number): MetricItem[] {
    const drained = this.series;
    this.series = new Map();
    return [...drained.values()].flatMap((series) => this.items(series, now));
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
