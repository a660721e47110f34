import type { MetricResult } from '../metrics/metric.query.js';
import { rounded, sumSteps, timestamps } from './columns.js';
import type { DashboardServiceView, TrafficView } from './dashboard.dto.js';
import { stepStarts, type TimeWindow } from './time-window.js';
import { coveredSeconds, firstStepOf, percentileColumn, sumOf, trafficOf } from './traffic-columns.js';

export const PERCENTILES = ['p50', 'p95', 'p99'] as const;
type ByPercentile = Record<(typeof PERCENTILES)[number], MetricResult[]>;

/** Results of the metric queries that the traffic is made of. */
export interface TrafficResults {
  /** Increase of http_requests_total by status, a value a step. */
  requests: MetricResult[];
  /** The same by service and status, over the whole window. */
  requestsByService: MetricResult[];
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
  const { total, failed } = countRequests(results.requests, stepStarts(window).length);
  const { shown, columns, ...figures } = trafficOf(total, failed, window);
  const steps = (name: keyof ByPercentile) => percentileColumn(results.latencySteps[name], shown.length);
  return {
    ...figures,
    latency_ms: {
      p50: rounded(results.latency.p50[0]?.values[0], 1),
      p95: rounded(results.latency.p95[0]?.values[0], 1),
      p99: rounded(results.latency.p99[0]?.values[0], 1),
    },
    series: {
      timestamps: timestamps(shown),
      ...columns,
      p50_ms: steps('p50'),
      p95_ms: steps('p95'),
      p99_ms: steps('p99'),
    },
  };
}

/** Each service's share of the traffic, and whether its last health check found it up; busiest first. */
export function assembleServices(
  {
    requests,
    requestsByService,
    latencyByService,
  }: Pick<TrafficResults, 'requests' | 'requestsByService' | 'latencyByService'>,
  upByService: readonly MetricResult[],
  window: TimeWindow,
): DashboardServiceView[] {
  const seconds = coveredSeconds(window, firstStepOf(sumSteps(requests, stepStarts(window).length)));
  const latencies = byService(latencyByService);
  const states = byService(upByService);
  const counts = byService(requestsByService);
  const services = [...new Set([...counts.keys(), ...states.keys()])].map((service) => {
    const { total, failed } = countRequests(counts.get(service) ?? [], 1);
    const up = states.get(service)?.[0]?.values[0];
    return {
      service,
      requests_per_second: rounded(sumOf(total) / seconds, 3) ?? 0,
      error_percent: rounded((100 * sumOf(failed)) / sumOf(total)),
      p95_ms: rounded(latencies.get(service)?.[0]?.values[0], 1),
      up: up === undefined ? null : up >= 1,
    };
  });
  return services.sort((a, b) => b.requests_per_second - a.requests_per_second || (a.service < b.service ? -1 : 1));
}

/** Results by the service they are of; those of none are left out. */
export function byService(results: readonly MetricResult[]): Map<string, MetricResult[]> {
  const groups = new Map<string, MetricResult[]>();
  for (const result of results) {
    const { service } = result.tags;
    if (service === undefined) continue;
    const group = groups.get(service);
    if (group) group.push(result);
    else groups.set(service, [result]);
  }
  return groups;
}

interface RequestCounts {
  total: number[];
  failed: number[];
}

function countRequests(requests: readonly MetricResult[], length: number): RequestCounts {
  const total = sumSteps(requests, length);
  const failed = sumSteps(
    requests.filter(({ tags }) => SERVER_ERROR.test(tags.status ?? '')),
    length,
  );
  return { total, failed };
}
