import { type IntervalHistogram, monitorEventLoopDelay } from 'node:perf_hooks';
import type { MetricItem } from '../signals.js';

/** How a Node process fares. */
export interface ProcessUsage {
  readonly residentBytes: number;
  readonly heapUsedBytes: number;
  readonly heapTotalBytes: number;
  /** Of one core, so it may pass 100. */
  readonly cpuPercent: number;
  /** 99th percentile and maximum since the last reading: how long the event loop was held up. */
  readonly eventLoopDelayMs: { readonly p99: number; readonly max: number };
  readonly uptimeSeconds: number;
}

const RESOLUTION_MS = 20;
const NANOS_PER_MS = 1e6;

/** Reads this process; each reading covers the time since the one before. */
export class ProcessProbe {
  private readonly delay: IntervalHistogram = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  private cpu = process.cpuUsage();
  private readAt = performance.now();

  constructor() {
    this.delay.enable();
  }

  read(): ProcessUsage {
    const now = performance.now();
    const used = process.cpuUsage(this.cpu);
    const elapsedMicros = (now - this.readAt) * 1000;
    const { rss, heapUsed, heapTotal } = process.memoryUsage();
    const usage: ProcessUsage = {
      residentBytes: rss,
      heapUsedBytes: heapUsed,
      heapTotalBytes: heapTotal,
      cpuPercent: elapsedMicros > 0 ? (100 * (used.user + used.system)) / elapsedMicros : 0,
      eventLoopDelayMs: { p99: this.lateness(this.delay.percentile(99)), max: this.lateness(this.delay.max) },
      uptimeSeconds: Math.floor(process.uptime()),
    };
    this.cpu = process.cpuUsage();
    this.readAt = now;
    this.delay.reset();
    return usage;
  }

  stop(): void {
    this.delay.disable();
  }

  /** The histogram holds whole waits of the sampling timer; what is over the timer's own period is the delay. */
  private lateness(nanos: number): number {
    return this.delay.count === 0 ? 0 : Math.max(0, nanos / NANOS_PER_MS - RESOLUTION_MS);
  }
}

/** A reading as gauges of `service`, timed `at` (epoch ms). */
export function processGauges(usage: ProcessUsage, service: string, at: number): MetricItem[] {
  const gauge = (name: string, value: number, unit: string): MetricItem => ({
    name,
    kind: 'gauge',
    value: Number(value.toFixed(3)),
    unit,
    at,
    source: service,
    tags: { service },
  });
  return [
    gauge('process_resident_memory_bytes', usage.residentBytes, 'bytes'),
    gauge('process_heap_used_bytes', usage.heapUsedBytes, 'bytes'),
    gauge('process_cpu_usage', usage.cpuPercent, 'percent'),
    gauge('process_event_loop_delay_ms', usage.eventLoopDelayMs.p99, 'ms'),
    gauge('process_uptime_seconds', usage.uptimeSeconds, 's'),
  ];
}
