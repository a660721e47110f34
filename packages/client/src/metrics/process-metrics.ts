import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { MetricItem } from '../signals.js';

/** How often the event loop's delay is sampled; Node's histogram includes this wait, so it is taken off again. */
const RESOLUTION_MS = 20;

/** Reads how the Node process is doing: memory, CPU and how late its event loop runs. */
export class ProcessMetrics {
  private readonly delay: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private cpu = process.cpuUsage();
  private readAt = performance.now();

  constructor(private readonly service: string) {}

  start(): void {
    this.delay.enable();
  }

  stop(): void {
    this.delay.disable();
  }

  /** Gauges timed `now` (epoch ms); delay and CPU are those since the last reading. */
  read(now: number): MetricItem[] {
    const { rss, heapUsed, heapTotal } = process.memoryUsage();
    const items = [
      this.gauge('process_memory_rss_bytes', rss, 'bytes', now),
      this.gauge('process_memory_heap_used_bytes', heapUsed, 'bytes', now),
      this.gauge('process_memory_heap_total_bytes', heapTotal, 'bytes', now),
      this.gauge('process_cpu_usage', this.cpuPercent(), 'percent', now),
    ];
    for (const [quantile, percentile] of [
      ['0.5', 50],
      ['0.99', 99],
      ['1', 100],
    ] as const) {
      const delayMs = Math.max(0, this.delay.percentile(percentile) / 1e6 - RESOLUTION_MS);
      items.push(this.gauge('process_event_loop_delay_ms', delayMs, 'ms', now, { quantile }));
    }
    this.delay.reset();
    return items;
  }

  /** Percent of one core. */
  private cpuPercent(): number {
    const { user, system } = process.cpuUsage(this.cpu);
    const elapsedMs = performance.now() - this.readAt;
    this.cpu = process.cpuUsage();
    this.readAt = performance.now();
    return elapsedMs > 0 ? (user + system) / 10 / elapsedMs : 0;
  }

  private gauge(name: string, value: number, unit: string, at: number, tags: Record<string, string> = {}): MetricItem {
    return {
      name,
      kind: 'gauge',
      value: Number(value.toFixed(3)),
      unit,
      at,
      source: this.service,
      tags: { service: this.service, ...tags },
    };
  }
}
