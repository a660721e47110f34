import { setTimeout as sleep } from 'node:timers/promises';
import jwt from 'jsonwebtoken';
import { EventStream } from '../support/event-stream.js';
import { eventually } from '../support/eventually.js';
import { startService, type TestService } from '../support/service.js';
import { ServiceProcess } from '../support/service-process.js';

const SECRET = 'a-secret-for-tests-only-of-more-than-32-bytes';
/** PostgreSQL tells of some tables only once the connection that wrote has idled for ten seconds. */
const AT_THE_LATEST = { timeoutMs: 14_000 };

describe('GET /live', () => {
  let service: TestService;
  let listener: EventStream;

  beforeAll(async () => {
    service = await startService();
  });
  beforeEach(async () => {
    listener = await listen();
  });
  afterEach(() => listener?.close());
  afterAll(() => service?.stop());

  const listen = (url = service.url, token = service.token('viewer')) =>
    EventStream.open(`${url}/api/v1/monitoring/live`, token);
  const topics = () => new Set((listener.events as { topics: string[] }[]).flatMap((event) => event.topics));
  const heard = (topic: string, options = {}) => eventually(() => expect(topics()).toContain(topic), options);
  const post = async (path: string, body: object) => {
    const { status } = await service.request('POST', path, { body });
    expect(status).toBeLessThan(300);
  };
  /** So that what the test before did is over. */
  const quiet = async () => {
    await sleep(1500);
    listener.events.length = 0;
  };

  it('is a stream of events that nothing in between keeps', () => {
    expect(listener.response.status).toBe(200);
    expect(listener.response.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(listener.response.headers.get('cache-control')).toBe('no-store');
    expect(listener.response.headers.get('x-accel-buffering')).toBe('no');
  });

  it.each([
    ['errors', '/errors', { error_type: 'A', error_message: '<script>', service: 'live' }],
    ['alerts', '/alerts', { name: 'Printer on fire', severity: 'info' }],
    ['metrics', '/metrics', { metric_name: 'live', metric_type: 'gauge', value: 1 }],
    ['audit', '/ingest-keys', { name: 'live' }],
    ['configuration', '/ingest-keys', { name: 'live too' }],
  ])('tells of %s within moments', async (topic, path, body) => {
    await quiet();
    await post(path, body);
    await heard(topic, { timeoutMs: 4000 });
  });

  it.each([
    ['logs', '/logs', { service: 'live', message: 'hello' }],
    [
      'traces',
      '/traces',
      {
        trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
        span_id: '00f067aa0ba902b7',
        operation_name: 'a',
        service_name: 'live',
        start_time: new Date().toISOString(),
        duration_ms: 1,
      },
    ],
    ['security', '/security/events', { event_type: 'sql_injection', severity: 'error', service: 'live' }],
  ])('tells of %s', async (topic, path, body) => {
    await quiet();
    await post(path, body);
    await heard(topic, AT_THE_LATEST);
  });

  it('does not tell of a kind of which nothing came', async () => {
    await sleep(11_000); // what was written before has been counted by then
    listener.events.length = 0;
    await post('/alerts', { name: 'Alone', severity: 'info' });
    await heard('alerts');
    await sleep(1500);
    expect(topics()).not.toContain('security');
    expect(topics()).not.toContain('logs');
  });

  it('has at most one event a second, each with topics once', async () => {
    const from = listener.events.length;
    const began = Date.now();
    while (Date.now() - began < 3000) await post('/metrics', { metric_name: 'live', metric_type: 'gauge', value: 1 });
    const events = listener.events.slice(from) as { topics: string[] }[];
    expect(events.length).toBeGreaterThanOrEqual(1);
    expect(events.length).toBeLessThanOrEqual(4);
    for (const event of events) {
      expect(Object.keys(event)).toEqual(['topics']);
      expect(new Set(event.topics).size).toBe(event.topics.length);
    }
  });

  it('tells of what another replica took in', async () => {
    const env = { DATABASE_URL: service.databaseUrl, DATA_DIR: service.dataDir, JWT_SECRET: SECRET, PORT: '0' };
    const other = ServiceProcess.spawn(env);
    try {
      listener.close();
      listener = await listen(await other.listening());
      await quiet();
      await post('/alerts', { name: 'From the other side', severity: 'info' });
      await heard('alerts', { timeoutMs: 4000 });
    } finally {
      await other.end('SIGTERM');
    }
    await eventually(() => expect(listener.ended).toBe(true));
  });

  it('ends when the token expires', async () => {
    // Clocks may differ by 30 s: this token is good for three seconds more.
    const exp = Math.floor(Date.now() / 1000) - 27;
    listener.close();
    listener = await listen(service.url, jwt.sign({ role: 'viewer', exp }, SECRET, { subject: 'late' }));
    expect(listener.response.status).toBe(200);
    const began = Date.now();
    await eventually(() => expect(listener.ended).toBe(true), { timeoutMs: 6000 });
    expect(Date.now() - began).toBeLessThan(5000);
  });

  it('is for who may read alone', async () => {
    expect((await service.request('GET', '/live', { as: null })).status).toBe(401);
    expect((await service.request('GET', '/live', { as: 'ingest' })).status).toBe(403);
  });

  it('takes two hundred listeners and refuses the next, until one goes', async () => {
    const listeners = await Promise.all(Array.from({ length: 199 }, () => listen()));
    expect(new Set(listeners.map(({ response }) => response.status))).toEqual(new Set([200]));
    const refused = await service.request('GET', '/live', { as: 'viewer' });
    expect(refused).toMatchObject({ status: 503, body: { detail: '200 pages listen already.' } });
    expect(refused.headers.get('retry-after')).toBe('10');
    await post('/alerts', { name: 'For all', severity: 'info' });
    await eventually(() => {
      for (const { events } of listeners) expect(JSON.stringify(events)).toContain('"alerts"');
    });
    for (const one of listeners) one.close();
    await eventually(async () => {
      const next = await listen();
      next.close();
      expect(next.response.status).toBe(200);
    });
  });

  it('asks the database nothing while nobody listens', async () => {
    const looks = async () => {
      const [row] = await service.query<{ count: string }>(
        `select count(*) from pg_stat_activity where datname = current_database() and query like '%pg_stat_get_tuples_inserted(relation)%'
         and query not like '%pg_stat_activity%' and query_start > now() - interval '1500 milliseconds'`,
      );
      return Number(row!.count);
    };
    await eventually(async () => expect(await looks()).toBe(1));
    listener.close();
    await sleep(4000);
    expect(await looks()).toBe(0);
  });
});
