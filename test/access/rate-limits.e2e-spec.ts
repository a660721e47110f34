import { eventually } from '../support/eventually.js';
import { startService, type TestRequest, type TestResponse, type TestService } from '../support/service.js';

const LIMITS = {
  RATE_LIMIT_INGEST: '20',
  RATE_LIMIT_READS: '10',
  RATE_LIMIT_PUBLIC: '8',
  RATE_LIMIT_REFUSED: '5',
};
const METRIC = { metric_name: 'demo_total', metric_type: 'counter', value: 1 };

/** Windows last a minute from the first call on and are of one process: each test starts its own. */
describe('rate limits', () => {
  let service: TestService;

  beforeEach(async () => {
    const env = { ...LIMITS, TRUSTED_PROXIES: '127.0.0.1', COLLECTOR_INTERVAL_SECONDS: '1' };
    service = await startService({ env });
  });
  afterEach(() => service?.stop());

  const times = async (count: number, call: () => Promise<TestResponse>) => {
    const answers: TestResponse[] = [];
    for (let time = 0; time < count; time++) answers.push(await call());
    return answers;
  };
  const statuses = (answers: TestResponse[]) => answers.map(({ status }) => status);
  const from = (address: string, headers = {}): TestRequest => ({
    as: null,
    headers: { 'x-forwarded-for': address, ...headers },
  });
  const makeKey = async (name: string): Promise<string> =>
    (await service.request('POST', '/ingest-keys', { body: { name } })).body.key;
  const send = (key: string) =>
    service.request('POST', '/metrics', { as: null, headers: { 'x-api-key': key }, body: METRIC });

  it('count the calls of each ingest key, also of two with one name, and tell what is left', async () => {
    const [one, two] = [await makeKey('students'), await makeKey('students')];
    const answers = await times(21, () => send(one));
    expect(statuses(answers)).toEqual([...Array<number>(20).fill(201), 429]);
    expect(answers[0]!.headers.get('ratelimit-policy')).toBe('"ingest";q=20;w=60');
    expect(answers[0]!.headers.get('ratelimit')).toMatch(/^"ingest";r=19;t=(60|59)$/);
    expect(answers[19]!.headers.get('ratelimit')).toMatch(/^"ingest";r=0;t=\d+$/);
    const last = answers[20]!;
    expect(last.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(last.body).toMatchObject({ title: 'Too Many Requests', status: 429, request_id: expect.any(String) });
    expect(Number(last.headers.get('retry-after'))).toBeGreaterThan(0);
    expect(Number(last.headers.get('retry-after'))).toBeLessThanOrEqual(60);
    expect(last.headers.get('ratelimit')).toMatch(/^"ingest";r=0;t=\d+$/);
    expect((await send(two)).status).toBe(201);
  });

  it('count reads by the subject of the token, however many tokens it has', async () => {
    const read = (claims: object) =>
      service.request('GET', '/alerts', {
        as: null,
        headers: { authorization: `Bearer ${service.token('viewer', claims)}` },
      });
    const answers = await times(6, () => read({ jti: 'a' }));
    answers.push(...(await times(5, () => read({ jti: 'b' }))));
    expect(statuses(answers)).toEqual([...Array<number>(10).fill(200), 429]);
    expect((await service.request('GET', '/alerts', { as: 'admin' })).status).toBe(200);
  });

  it('count calls without a token by address, IPv6 by /64', async () => {
    const answers = await times(9, () => service.request('GET', '/status', from('2001:db8:1:2::1')));
    expect(statuses(answers)).toEqual([...Array<number>(8).fill(200), 429]);
    expect((await service.request('GET', '/status', from('2001:db8:1:2:ffff::9'))).status).toBe(429);
    expect((await service.request('GET', '/status', from('2001:db8:1:3::1'))).status).toBe(200);
  });

  it('stop looking at strangers of an address that was refused too often, but not at those who were let in before', async () => {
    const key = await makeKey('students');
    const known = { ...from('192.0.2.1', { 'x-api-key': key }), body: METRIC };
    expect((await service.request('POST', '/metrics', known)).status).toBe(201);

    const guess = () => service.request('GET', '/alerts', from('192.0.2.1', { authorization: 'Bearer guess' }));
    const answers = await times(7, guess);
    expect(statuses(answers)).toEqual([401, 401, 401, 401, 401, 429, 429]);
    expect(answers[6]!.headers.get('ratelimit-policy')).toBe('"refused";q=5;w=60');
    const stranger = from('192.0.2.1', { authorization: `Bearer ${service.token('viewer')}` });
    expect((await service.request('GET', '/alerts', stranger)).status).toBe(429);
    // Longer than a key is remembered without being looked up again.
    await new Promise((done) => setTimeout(done, 1_200));
    expect((await service.request('POST', '/metrics', known)).status).toBe(201);
    expect(
      (
        await service.request('GET', '/alerts', {
          ...stranger,
          headers: { ...stranger.headers, 'x-forwarded-for': '192.0.2.2' },
        })
      ).status,
    ).toBe(200);

    await eventually(async () => {
      const rows = await service.query(
        `select endpoint, host(ip_address) as address, sum((additional_data->>'count')::int)::int as count
         from security_event_records where event_type = 'rate_limited' group by 1, 2`,
      );
      expect(rows).toEqual([{ endpoint: 'GET /api/v1/monitoring/alerts', address: '192.0.2.1', count: 3 }]);
    });
  });

  it('answer in the form of the protocol, for SDKs to come back', async () => {
    const key = await makeKey('students');
    const envelope = () =>
      service.request('POST', '~/api/1/envelope/', {
        as: null,
        headers: { 'x-sentry-auth': `Sentry sentry_version=7, sentry_key=${key}`, 'content-type': 'text/plain' },
        body: '{}\n',
      });
    const otlp = () =>
      service.request('POST', '~/v1/logs', { as: null, headers: { 'x-api-key': key }, body: { resourceLogs: [] } });
    await times(20, () => send(key));
    for (const answer of [await envelope(), await otlp()]) {
      expect(answer.status).toBe(429);
      expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0);
    }
  });
});

describe('addresses behind a proxy', () => {
  it('are not believed unless the proxy is one to trust', async () => {
    const service = await startService({ env: { ...LIMITS, RATE_LIMIT_PUBLIC: '2' } });
    try {
      const status = async (address: string) =>
        (await service.request('GET', '/status', { as: null, headers: { 'x-forwarded-for': address } })).status;
      expect([await status('192.0.2.1'), await status('192.0.2.2'), await status('192.0.2.3')]).toEqual([
        200, 200, 429,
      ]);
    } finally {
      await service.stop();
    }
  });
});
