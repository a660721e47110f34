import { setTimeout as sleep } from 'node:timers/promises';
import { RuntimeProbe } from './runtime-probe.js';

describe('RuntimeProbe', () => {
  it('sees how busy the event loop is, what is open, and garbage collections', async () => {
    const collections: [string, number][] = [];
    const probe = new RuntimeProbe((...collection) => collections.push(collection));
    await sleep(30);
    probe.read();
    // Jest itself may be at work meanwhile: the calmest of a few moments counts.
    let calm = 1;
    for (let turn = 0; turn < 20 && calm > 0.5; turn++) {
      await sleep(100);
      calm = Math.min(calm, probe.read().eventLoopUtilization);
    }
    const until = performance.now() + 150;
    let litter: object[] = [];
    while (performance.now() < until) litter = Array.from({ length: 1_000 }, () => ({}));
    expect(litter).toHaveLength(1_000);
    await sleep(20);
    const busy = probe.read();
    const timer = setTimeout(() => undefined, 10_000);
    expect(probe.read().activeResources).toBeGreaterThan(0);
    clearTimeout(timer);
    probe.stop();
    expect(busy.eventLoopUtilization).toBeGreaterThan(calm);
    expect(busy.eventLoopUtilization).toBeLessThanOrEqual(1);
    expect(collections.map(([kind]) => kind)).toContain('minor');
    expect(collections.every(([, ms]) => ms >= 0)).toBe(true);
  });
});
