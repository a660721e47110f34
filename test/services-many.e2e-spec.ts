import { eventually } from './support/eventually.js';
import { startService } from './support/service.js';

describe('five thousand services', () => {
  it('are listed within about a second', async () => {
    const service = await startService();
    try {
      const names = Array.from({ length: 5000 }, (_, i) => `service-${String(i).padStart(4, '0')}`);
      const samples = (of: string) => [
        ...['200', '500'].map((status) => ({
          metric_name: 'http_requests_total',
          metric_type: 'counter',
          value: 10,
          tags: { service: of, method: 'GET', route: '/', status },
        })),
        {
          metric_name: 'http_request_duration_ms',
          metric_type: 'histogram',
          value: 12.5,
          count: 10,
          tags: { service: of, method: 'GET', route: '/', status: '200' },
        },
      ];
      for (let start = 0; start < names.length; start += 500) {
        const body = names.slice(start, start + 500).flatMap(samples);
        expect((await service.request('POST', '/metrics', { body })).status).toBe(201);
      }
      const ask = () => service.request('GET', '/services', { as: 'viewer' });
      await eventually(async () => expect((await ask()).body.items.length).toBeGreaterThanOrEqual(5000));
      let elapsed = Infinity;
      let items: { service: string }[] = [];
      // The best of three: what else runs on the machine takes its part of the others.
      for (let round = 0; round < 3; round++) {
        await new Promise((done) => setTimeout(done, 1100));
        const began = performance.now();
        ({ items } = (await ask()).body);
        elapsed = Math.min(elapsed, performance.now() - began);
      }
      process.stdout.write(`5,000 services: ${Math.round(elapsed)} ms\n`);
      expect(items.find((one) => one.service === 'service-4999')).toMatchObject({
        error_percent: 50,
      });
      // About a second on two free cores.
      expect(elapsed).toBeLessThan(4000);
    } finally {
      await service.stop();
    }
  }, 120_000);
});
