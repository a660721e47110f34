import { eventually } from '../support/eventually.js';
import { freePort } from '../support/free-port.js';
import { Redis } from '../support/redis.js';
import { requestCounts } from '../support/request-counts.js';
import { startService, type TestService } from '../support/service.js';
import { Consumer } from './consumer.js';

/** Packages may have to be installed first. */
const LIMIT_MS = 240_000;

describe('a process that ends by a fault', () => {
  let monitoring: TestService;
  let redis: Redis;
  let key: string;

  beforeAll(async () => {
    [monitoring, redis] = await Promise.all([startService(), Redis.start()]);
    key = (await monitoring.request('POST', '/ingest-keys', { body: { name: 'consumers' } })).body.key;
  });
  afterAll(async () => {
    await Promise.all([monitoring?.stop(), redis?.stop()]);
  });

  /** Nothing leaves it by its timer. */
  const start = async (service: string, env: Record<string, string> = {}) =>
    Consumer.start('nest-12', 'app', {
      ADAPTER: 'fastify',
      REDIS_PORT: String(redis.port),
      RPC_PORT: String(await freePort()),
      MONITORING_ENDPOINT: monitoring.url,
      MONITORING_API_KEY: key,
      MONITORING_SERVICE: service,
      MONITORING_INTERVAL_SECONDS: '300',
      ...env,
    });
  const errorsOf = async (service: string) => {
    const { body } = await monitoring.request('GET', `/errors?service=${service}&search=nobody`);
    return body.items as object[];
  };

  it.each([
    ['crash', 'nobody catches this', 'uncaughtException'],
    ['reject', 'nobody handles this', 'unhandledRejection'],
  ])(
    'has sent what it recorded, and the fault itself, after a %s',
    async (what, message, origin) => {
      const service = `ended-by-${what}`;
      const app = await start(service);
      for (let id = 0; id < 5; id++) await (await fetch(`${app.url}/http/succeed/${id}`)).text();
      await fetch(`${app.url}/http/${what}`).catch(() => undefined);
      expect(await app.ended()).toBe(1);
      // Stored before it ended: there is nothing to wait for.
      expect(await errorsOf(service)).toMatchObject([
        { error_type: 'RangeError', error_message: message, severity: 'critical', tags: { origin } },
      ]);
      expect(await requestCounts(monitoring, service)).toMatchObject({ 'GET /http/succeed/:id 200': 5 });
      await app.stop();
    },
    LIMIT_MS,
  );

  it(
    'goes on where the application handles rejections itself, and they are recorded all the same',
    async () => {
      const app = await start('goes-on', { HANDLES_REJECTIONS: '1', MONITORING_INTERVAL_SECONDS: '0.5' });
      await (await fetch(`${app.url}/http/reject`)).text();
      await eventually(async () =>
        expect(await errorsOf('goes-on')).toMatchObject([
          { error_message: 'nobody handles this', tags: { origin: 'unhandledRejection' } },
        ]),
      );
      expect((await fetch(`${app.url}/http/succeed/1`)).status).toBe(200);
      await app.stop();
    },
    LIMIT_MS,
  );

  it(
    'ends all the same, within the limit, where there is nobody to tell',
    async () => {
      const nobody = `http://127.0.0.1:${await freePort()}`;
      const app = await start('unheard', { MONITORING_ENDPOINT: nobody });
      const askedAt = performance.now();
      await fetch(`${app.url}/http/crash`).catch(() => undefined);
      expect(await app.ended()).toBe(1);
      expect(performance.now() - askedAt).toBeLessThan(10_000);
      await app.stop();
    },
    LIMIT_MS,
  );
});
