import { request } from 'node:http';
import pg from 'pg';
import { eventually } from './support/eventually.js';
import { postMetrics } from './support/post-metrics.js';
import { startService, type TestService } from './support/service.js';

describe('limits of metric queries', () => {
  let service: TestService;
  const now = Date.now();

  beforeAll(async () => {
    service = await startService({
      env: { METRIC_QUERY_MAX_SERIES: '55', METRIC_QUERY_MAX_SAMPLES: '2000', METRIC_QUERY_MAX_SECONDS: '1' },
    });
    const series = (name: string, count: number, samples: number) =>
      Array.from({ length: count * samples }, (_, i) => ({
        metric_name: name,
        metric_type: 'gauge',
        value: i,
        tags: { id: String(i % count), half: String((i % count) % 2) },
        timestamp: now - 60_000 + Math.floor(i / count),
      }));
    for (const body of [series('wide', 60, 1), series('narrow', 55, 2), series('long', 1, 2001)]) {
      await postMetrics(service, body);
    }
  });
  afterAll(() => service?.stop());

  const get = (query: Record<string, string>, path = '/metrics') =>
    service.request('GET', `${path}?${new URLSearchParams(query)}`, { as: 'viewer' });

  /** Runs `work` while no statement can read the series. */
  async function whileBlocked(work: () => Promise<void>): Promise<void> {
    const locker = new pg.Client({ connectionString: service.databaseUrl });
    await locker.connect();
    try {
      await locker.query('begin');
      await locker.query('lock table metric_series in access exclusive mode');
      await work();
    } finally {
      await locker.end();
    }
  }

  async function waiting(): Promise<number> {
    const [row] = await service.query<{ count: number }>(
      `select count(*)::int as count from pg_stat_activity where datname = current_database()
       and wait_event_type = 'Lock' and query like '%name = any(%'`,
    );
    return row!.count;
  }

  it.each([
    ['series', { metric_name: 'wide', aggregation: 'sum' }, 'tags', 'more than 55 series (METRIC_QUERY_MAX_SERIES)'],
    ['series of single samples', { metric_name: 'wide' }, 'tags', 'more than 55 series (METRIC_QUERY_MAX_SERIES)'],
    ['samples', { metric_name: 'long', aggregation: 'p50' }, 'start_time', 'more than 2,000 samples to decode'],
    ['samples that are listed', { metric_name: 'long' }, 'start_time', 'more than 2,000 samples to decode'],
    ['steps', { metric_name: 'long', aggregation: 'avg', step: '0.1' }, 'step', 'more than 20,000 steps'],
    [
      'values',
      { metric_name: 'narrow', aggregation: 'avg', step: '0.181', group_by: 'id' },
      'step',
      'more than 1,000,000 values, which are groups times steps',
    ],
  ])('answers 422 for too many %s, and how to narrow', async (_, query, path, detail) => {
    const { status, body } = await get(query);
    expect({ status, path: body.errors?.[0].path }).toEqual({ status: 422, path });
    expect(body.detail).toContain(detail);
    expect(body.detail).toMatch(/: (choose|match) /);
  });

  it('takes what is just within the limits', async () => {
    expect((await get({ metric_name: 'narrow', aggregation: 'p50' })).status).toBe(200);
    expect((await get({ metric_name: 'wide', aggregation: 'sum', tags: 'half=1' })).status).toBe(200);
  });

  it('counts the questions of one request together', async () => {
    const question = { metric_name: 'wide', aggregation: 'count' };
    const queries = [
      { ...question, name: 'even', tags: 'half=0' },
      { ...question, name: 'odd', tags: 'half=1' },
    ];
    const { status } = await service.request('POST', '/metrics/query', { body: { queries } });
    expect(status).toBe(422);
    const one = await service.request('POST', '/metrics/query', { body: { queries: queries.slice(1) } });
    expect(one.body.items[0].items[0].points[0].value).toBe(30);
  });

  it('ends a query whose time is up, and its statement', async () => {
    await whileBlocked(async () => {
      const began = performance.now();
      const answer = get({ metric_name: 'narrow', aggregation: 'avg' });
      await eventually(async () => expect(await waiting()).toBe(1), { timeoutMs: 900, everyMs: 10 });
      const { status, body } = await answer;
      expect({ status, path: body.errors?.[0].path }).toEqual({ status: 422, path: 'start_time' });
      expect(body.detail).toContain('more than 1 seconds (METRIC_QUERY_MAX_SECONDS)');
      expect(performance.now() - began).toBeLessThan(3000);
      expect(await waiting()).toBe(0);
    });
    expect((await get({ metric_name: 'narrow', aggregation: 'avg' })).status).toBe(200);
  });

  it('ends the statement of a caller that has hung up', async () => {
    await whileBlocked(async () => {
      const query = new URLSearchParams({ metric_name: 'narrow', aggregation: 'avg' });
      const asked = request(`${service.url}/api/v1/monitoring/metrics?${query}`, {
        headers: { authorization: `Bearer ${service.token('viewer')}` },
      });
      asked.on('error', () => {}).end();
      await eventually(async () => expect(await waiting()).toBe(1), { timeoutMs: 900, everyMs: 10 });
      asked.destroy();
      await eventually(async () => expect(await waiting()).toBe(0), { timeoutMs: 400, everyMs: 10 });
    });
    expect(service.output).not.toMatch(/could not be handled/);
    expect((await get({ metric_name: 'narrow', aggregation: 'avg' })).status).toBe(200);
  });
});
