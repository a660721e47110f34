import { ProcessProbe, processGauges } from './process-probe.js';

describe('ProcessProbe', () => {
  it('sees how long the event loop was held up, and forgets it with the next reading', async () => {
    const probe = new ProcessProbe();
    await new Promise((done) => setTimeout(done, 60));
    const until = performance.now() + 150;
    while (performance.now() < until);
    await new Promise((done) => setTimeout(done, 60));
    expect(probe.read().eventLoopDelayMs.max).toBeGreaterThan(100);
    expect(probe.read().eventLoopDelayMs.max).toBeLessThan(100);
    probe.stop();
  });
});

describe('processGauges', () => {
  it('names a reading', () => {
    const usage = {
      residentBytes: 10,
      heapUsedBytes: 5,
      heapTotalBytes: 8,
      cpuPercent: 12.34567,
      eventLoopDelayMs: { p99: 1.5, max: 3 },
      uptimeSeconds: 60,
    };
    expect(processGauges(usage, 'students', 7).map(({ name, value }) => [name, value])).toEqual([
      ['process_resident_memory_bytes', 10],
      ['process_heap_used_bytes', 5],
      ['process_cpu_usage', 12.346],
      ['process_event_loop_delay_ms', 1.5],
      ['process_uptime_seconds', 60],
    ]);
  });
});
