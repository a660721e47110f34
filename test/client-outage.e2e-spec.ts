import { CuttingProxy } from './support/cutting-proxy.js';
import { eventually } from './support/eventually.js';
import { freePort } from './support/free-port.js';
import { requestCounts } from './support/request-counts.js';
import { startService, type TestService } from './support/service.js';
import { SiblingService } from './support/sibling-service.js';

/** Two starts of the service and pauses between retries do not fit in the usual limit on a busy machine. */
const LIMIT_MS = 120_000;

describe('the client while the monitoring service is away', () => {
  let monitoring: TestService;
  let key: string;

  beforeAll(async () => {
    monitoring = await startService({ env: { PORT: String(await freePort()) } });
    key = (await monitoring.request('POST', '/ingest-keys', { body: { name: 'billing' } })).body.key;
  });
  afterAll(() => monitoring?.stop());

  const errors = async (service: string): Promise<number> =>
    (await monitoring.request('GET', `/errors?service=${service}`)).body.statistics.total;

  it(
    'loses nothing and counts nothing twice when the service is killed and comes back',
    async () => {
      const billing = await SiblingService.start('billing', { endpoint: monitoring.url, key });
      const sent = { ok: 0, failed: 0 };
      let going = true;
      const traffic = (async () => {
        for (let id = 1; going && id < 2_000; id += 1) {
          const failing = id % 10 === 0;
          await billing.request(`/accounts/${failing ? 13 : 11}`);
          sent[failing ? 'failed' : 'ok'] += 1;
        }
      })();
      await eventually(async () => expect(Object.keys(await requestCounts(monitoring, 'billing'))).not.toHaveLength(0));
      await monitoring.kill();
      const before = sent.ok;
      await eventually(() => expect(sent.ok).toBeGreaterThan(before + 100));
      await monitoring.launch();
      going = false;
      await traffic;
      await eventually(
        async () => {
          expect(await requestCounts(monitoring, 'billing')).toEqual({
            'GET /accounts/:studentId 200': sent.ok,
            'GET /accounts/:studentId 500': sent.failed,
          });
          expect(await errors('billing')).toBe(sent.failed);
        },
        { timeoutMs: 40_000 },
      );
      await billing.stop();
    },
    LIMIT_MS,
  );

  it('counts once what was stored but whose answer was lost', async () => {
    const proxy = await CuttingProxy.start(monitoring.url);
    const env = { MONITORING_SERVICE: 'billing-behind-proxy' };
    const billing = await SiblingService.start('billing', { endpoint: proxy.url, key, env });
    proxy.cutting = true;
    for (let call = 0; call < 20; call += 1) await billing.request('/accounts/13');
    // Metrics, errors and spans are lost on the way back, some of them more than once.
    await eventually(() => expect(proxy.cut).toBeGreaterThan(4));
    proxy.cutting = false;
    await billing.stop();
    await proxy.stop();
    expect(await requestCounts(monitoring, 'billing-behind-proxy')).toEqual({ 'GET /accounts/:studentId 500': 20 });
    expect(await errors('billing-behind-proxy')).toBe(20);
    const { body } = await monitoring.request('GET', '/traces?service=billing-behind-proxy&limit=100');
    expect(body.items.map(({ span_count }: { span_count: number }) => span_count)).toEqual(Array(20).fill(1));
  });
});
