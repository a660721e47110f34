import { hostSamples, processSamples } from './host-samples.js';
import type { HostUsage } from './measure-host.js';

const AT = Date.UTC(2026, 10, 23);
const USAGE: HostUsage = {
  at: AT,
  cpuPercent: 12.5,
  cpuCount: 4,
  memoryPercent: 50,
  memoryTotalBytes: 1000,
  memoryUsedBytes: 500,
  disks: [
    { mount: '/', totalBytes: 100, usedBytes: 40, usage: 40 },
    { mount: '/data', totalBytes: 100, usedBytes: 90, usage: 90 },
  ],
  load: [1, 2, 3],
  network: { receiveBytesPerSecond: 10, transmitBytesPerSecond: 20 },
};

const named = (usage: HostUsage, name: string) => hostSamples(usage, 'web-1').filter((sample) => sample.name === name);

describe('hostSamples', () => {
  it('is one gauge a figure, at the time of the reading, tagged with the host', () => {
    expect(named(USAGE, 'system_cpu_usage')).toEqual([
      {
        name: 'system_cpu_usage',
        kind: 'gauge',
        value: 12.5,
        at: AT,
        unit: 'percent',
        source: 'host',
        tags: { host: 'web-1' },
      },
    ]);
    expect(named(USAGE, 'system_load_15m').map(({ value }) => value)).toEqual([3]);
  });

  it('has one disk gauge a mount', () => {
    expect(named(USAGE, 'system_disk_usage').map(({ value, tags }) => [tags?.mount, value])).toEqual([
      ['/', 40],
      ['/data', 90],
    ]);
  });

  it('leaves out what is not known rather than record a zero', () => {
    const { cpuPercent: _cpu, network: _network, load: _load, ...first } = USAGE;
    const names = hostSamples(first, 'web-1').map(({ name }) => name);
    expect(names).toContain('system_memory_usage');
    expect(names).not.toContain('system_cpu_usage');
    expect(names).not.toContain('system_network_receive_bytes_per_second');
    expect(names).not.toContain('system_load_1m');
  });
});

describe('processSamples', () => {
  it('carries memory, CPU and event loop delay', () => {
    const usage = {
      residentBytes: 1,
      heapUsedBytes: 2,
      heapTotalBytes: 3,
      cpuPercent: 4,
      eventLoopDelayMs: { p99: 5, max: 6 },
      uptimeSeconds: 7,
    };
    const samples = processSamples(usage, AT, { service: 'monitoring', host: 'web-1' });
    expect(Object.fromEntries(samples.map(({ name, value }) => [name, value]))).toEqual({
      process_resident_memory_bytes: 1,
      process_heap_used_bytes: 2,
      process_cpu_usage: 4,
      process_event_loop_delay_ms: 5,
      process_uptime_seconds: 7,
    });
  });
});
