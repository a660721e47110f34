import type { MetricResult } from '../metrics/metric.query.js';
import { column, rounded, sumSteps, timestamps } from './columns.js';
import type { ServiceView, TrafficView } from './dashboard.dto.js';
import { stepStarts, type TimeWindow } from './time-window.js';

export const PERCENTILES = ['p50', 'p95', 'p99'] as const;
type ByPercentile = Record<(typeof PERCENTILES)[number], MetricResult[]>;

/** Results of the metric queries that the traffic is made of. */
export interface TrafficResults {
  /** Increase of http_requests_total by service and status, a value a step. */
  requests: MetricResult[];
  /** Percentiles of http_request_duration_ms, a value a step. */
  latencySteps: ByPercentile;
  /** The same over the whole window. */
  latency: ByPercentile;
  /** The 95th percentile over the whole window of each service. */
  latencyByService: MetricResult[];
}

/** Answers of the server's own making count as errors; a client's mistakes (4xx) do not. */
const SERVER_ERROR = /^5/;

/** Requests, errors and latency of all services together. */
export function assembleTraffic(results: TrafficResults, window: TimeWindow): TrafficView {
  const starts = stepStarts(window);
  const { total, failed, firstStep } = countRequests(results.requests, starts.length);
  // The step under way is not comparable with the others yet: it is shown only while it is all there is.
  const shown = starts.slice(0, firstStep < starts.length - 1 ? -1 : undefined);
  const requests = shown.map((_, step) => (step < firstStep ? Number.NaN : orZero(total[step]!)));
  const sum = sumOf(total);
  const percentileColumn = (name: keyof ByPercentile) =>
    column(
      shown.map((_, step) => results.latencySteps[name][0]?.values[step] ?? Number.NaN),
      1,
    );
  return {
    requests: sum,
    requests_per_second: rounded(sum / coveredSeconds(window, firstStep)) ?? 0,
    error_percent: rounded((100 * sumOf(failed)) / sum),
    latency_ms: {
      p50: rounded(results.latency.p50[0]?.values[0], 1),
      p95: rounded(results.latency.p95[0]?.values[0], 1),
      p99: rounded(results.latency.p99[0]?.values[0], 1),
    },
    series: {
      timestamps: timestamps(shown),
      requests_per_second: column(requests.map((count, step) => (count * 1000) / stepLength(window, shown[step]!))),
      error_percent: column(requests.map((count, step) => (100 * orZero(failed[step]!)) / count)),
      p50_ms: percentileColumn('p50'),
      p95_ms: percentileColumn('p95'),
      p99_ms: percentileColumn('p99'),
    },
  };
}

/** Each service's share of the traffic, and whether its last health check found it up; busiest first. */
export function assembleServices(
  { requests, latencyByService }: Pick<TrafficResults, 'requests' | 'latencyByService'>,
  upByService: readonly MetricResult[],
  window: TimeWindow,
): ServiceView[] {
  const length = stepStarts(window).length;
  const seconds = coveredSeconds(window, countRequests(requests, length).firstStep);
  const firstOf = (results: readonly MetricResult[], service: string) =>
    results.find(({ tags }) => tags.service === service)?.values[0];
  const names = new Set([...requests, ...upByService].flatMap(({ tags }) => tags.service ?? []));
  const services = [...names].map((service) => {
    const { total, failed } = countRequests(
      requests.filter(({ tags }) => tags.service === service),
      length,
    );
    const up = firstOf(upByService, service);
    return {
      service,
      requests_per_second: rounded(sumOf(total) / seconds, 3) ?? 0,
      error_percent: rounded((100 * sumOf(failed)) / sumOf(total)),
      p95_ms: rounded(firstOf(latencyByService, service), 1),
      up: up === undefined ? null : up >= 1,
    };
  });
  return services.sort((a, b) => b.requests_per_second - a.requests_per_second || (a.service < b.service ? -1 : 1));
}

interface RequestCounts {
  total: number[];
  failed: number[];
  /** The first step with any request; the number of steps when there is none. */
  firstStep: number;
}

function countRequests(requests: readonly MetricResult[], length: number): RequestCounts {
  const total = sumSteps(requests, length);
  const failed = sumSteps(
    requests.filter(({ tags }) => SERVER_ERROR.test(tags.status ?? '')),
    length,
  );
  const firstStep = total.findIndex((count) => !Number.isNaN(count));
  return { total, failed, firstStep: firstStep < 0 ? length : firstStep };
}

/** From the first step with data on: a service that started a minute ago has not had an hour to be asked in. */
function coveredSeconds({ startAt, endAt, stepMs }: TimeWindow, firstStep: number): number {
  return Math.max(1, (endAt - startAt - firstStep * stepMs) / 1000);
}

/** In ms; the last step ends with the window, and counts as a second at the least. */
function stepLength({ endAt, stepMs }: TimeWindow, start: number): number {
  return Math.max(1000, Math.min(stepMs, endAt - start));
}

function orZero(value: number): number {
  return Number.isNaN(value) ? 0 : value;
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + orZero(value), 0);
}
