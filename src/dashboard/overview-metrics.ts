import { Injectable } from '@nestjs/common';
import { MetricQuery, type MetricResult } from '../metrics/metric.query.js';
import type { ResourceResults } from './assemble-resources.js';
import { PERCENTILES, type TrafficResults } from './assemble-traffic.js';
import type { TimeWindow } from './time-window.js';

/** A gauge older than this is not what is so now. Health checks may be a minute apart, and more when so configured. */
const LATEST_MS = 120_000;

const REQUESTS = 'http_requests_total';
const LATENCY = 'http_request_duration_ms';

/** Asks for the metrics the overview shows. */
@Injectable()
export class OverviewMetrics {
  constructor(private readonly metrics: MetricQuery) {}

  async traffic(window: TimeWindow): Promise<TrafficResults> {
    const byPercentile = async (stepMs?: number) => {
      const results = await Promise.all(PERCENTILES.map((name) => this.over(window, LATENCY, name, [], stepMs)));
      return { p50: results[0]!, p95: results[1]!, p99: results[2]! };
    };
    const [requests, latencySteps, latency] = await Promise.all([
      this.over(window, REQUESTS, 'increase', ['service', 'status'], window.stepMs),
      byPercentile(window.stepMs),
      byPercentile(),
    ]);
    return { requests, latencySteps, latency };
  }

  latencyByService(window: TimeWindow): Promise<MetricResult[]> {
    return this.over(window, LATENCY, 'p95', ['service']);
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
