import type { ProcessUsage } from '@oneclass/monitoring-client';
import type { MetricSample } from '../../metrics/metric.recorder.js';
import type { HostUsage } from './measure-host.js';

/** One gauge for each figure that is known, tagged with the host (and a disk's mount). */
export function hostSamples(usage: HostUsage, host: string): MetricSample[] {
  const { at, load, network } = usage;
  const gauge = (
    name: string,
    value: number | undefined,
    unit?: string,
    tags?: Record<string, string>,
  ): MetricSample[] =>
    value === undefined ? [] : [{ name, kind: 'gauge', value, at, unit, source: 'host', tags: { host, ...tags } }];
  return [
    ...gauge('system_cpu_usage', usage.cpuPercent, 'percent'),
    ...gauge('system_memory_usage', usage.memoryPercent, 'percent'),
    ...gauge('system_memory_used_bytes', usage.memoryUsedBytes, 'bytes'),
    ...gauge('system_memory_total_bytes', usage.memoryTotalBytes, 'bytes'),
    ...usage.disks.flatMap(({ mount, usage: percent }) => gauge('system_disk_usage', percent, 'percent', { mount })),
    ...gauge('system_load_1m', load?.[0]),
    ...gauge('system_load_5m', load?.[1]),
    ...gauge('system_load_15m', load?.[2]),
    ...gauge('system_network_receive_bytes_per_second', network?.receiveBytesPerSecond, 'bytes/s'),
    ...gauge('system_network_transmit_bytes_per_second', network?.transmitBytesPerSecond, 'bytes/s'),
  ];
}

/** Gauges of the service's own process. */
export function processSamples(
  usage: ProcessUsage,
  at: number,
  tags: { service: string; host: string },
): MetricSample[] {
  const gauge = (name: string, value: number, unit: string): MetricSample => ({
    name,
    kind: 'gauge',
    value,
    at,
    unit,
    source: 'process',
    tags,
  });
  return [
    gauge('process_resident_memory_bytes', usage.residentBytes, 'bytes'),
    gauge('process_heap_used_bytes', usage.heapUsedBytes, 'bytes'),
    gauge('process_cpu_usage', usage.cpuPercent, 'percent'),
    gauge('process_event_loop_delay_ms', usage.eventLoopDelayMs.p99, 'ms'),
    gauge('process_uptime_seconds', usage.uptimeSeconds, 's'),
  ];
}
