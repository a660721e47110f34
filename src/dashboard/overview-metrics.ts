import { Injectable } from '@nestjs/common';
import { MetricQuery, type MetricResult } from '../metrics/metric.query.js';
import type { ResourceResults } from './assemble-resources.js';
import { PERCENTILES, type TrafficResults } from './assemble-traffic.js';
import type { TimeWindow } from './time-window.js';

/** A gauge older than this is not what is so now. Health checks may be a minute apart, and more when so configured. */
const LATEST_MS = 120_000;

export const REQUESTS = 'http_requests_total';
export const LATENCY = 'http_request_duration_ms';

/** Asks for the metrics the overview shows. */
@Injectable()
export class OverviewMetrics {
  constructor(private readonly metrics: MetricQuery) {}

  async traffic(window: TimeWindow): Promise<TrafficResults> {
    const { stepMs } = window;
    const [[requests, requestsByService], [p50, p95, p99, allP50, allP95, allP99, byService]] = await Promise.all([
      this.metrics.evaluateAll({ ...window, metricName: REQUESTS }, [
        { aggregation: 'increase', groupBy: ['status'], stepMs },
        { aggregation: 'increase', groupBy: ['service', 'status'] },
      ]),
      this.metrics.evaluateAll({ ...window, metricName: LATENCY }, [
        ...PERCENTILES.map((aggregation) => ({ aggregation, stepMs })),
        ...PERCENTILES.map((aggregation) => ({ aggregation })),
        { aggregation: 'p95', groupBy: ['service'] },
      ]),
    ]);
    return {
      requests: requests!,
      requestsByService: requestsByService!,
      latencySteps: { p50: p50!, p95: p95!, p99: p99! },
      latency: { p50: allP50!, p95: allP95!, p99: allP99! },
      latencyByService: byService!,
    };
  }

  /** 1 or 0 for each service whose health was checked in the window. */
  upByService(window: TimeWindow): Promise<MetricResult[]> {
    return this.over(window, 'service_up', 'last', ['service']);
  }

  async resources(window: TimeWindow): Promise<ResourceResults> {
    const step = (name: string, aggregation = 'avg') => this.over(window, name, aggregation, ['host'], window.stepMs);
    const recently = { ...window, startAt: window.endAt - LATEST_MS };
    const latest = (name: string, ...groupBy: string[]) => this.over(recently, name, 'last', ['host', ...groupBy]);
    const [steps, now] = await Promise.all([
      Promise.all([
        step('system_cpu_usage'),
        step('system_memory_usage'),
        step('system_disk_usage', 'max'),
        step('system_network_receive_bytes_per_second'),
        step('system_network_transmit_bytes_per_second'),
      ]),
      Promise.all([
        latest('system_cpu_usage'),
        latest('system_memory_usage'),
        latest('system_disk_usage', 'mount'),
        latest('system_load_1m'),
      ]),
    ]);
    const [cpu, memory, disk, received, transmitted] = steps;
    return {
      steps: { cpu, memory, disk, received, transmitted },
      latest: { cpu: now[0], memory: now[1], disk: now[2], load: now[3] },
    };
  }

  private over(
    { startAt, endAt }: TimeWindow,
    metricName: string,
    aggregation: string,
    groupBy: string[],
    stepMs?: number,
  ): Promise<MetricResult[]> {
    return this.metrics.evaluate({ metricName, startAt, endAt, aggregation, groupBy, stepMs });
  }
}
