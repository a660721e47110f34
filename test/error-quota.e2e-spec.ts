import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const frames = Array.from({ length: 30 }, (_, i) => `    at step${i} (/app/dist/storm/step-${i}.js:${i + 1}:7)`).join(
  '\n',
);
const STORM = {
  error_type: 'TypeError',
  error_message: 'x is not a function',
  service: 'storm',
  stack_trace: `TypeError: x is not a function\n${frames}`,
};
const other = (i: number) => ({
  error_type: `Rare${i}`,
  error_message: 'only once',
  service: 'storm',
  error_id: `rare-${i}`,
});

describe('the quota of errors', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { COLLECTOR_INTERVAL_SECONDS: '1' } });
  });
  afterAll(() => service?.stop());

  const post = async (body: unknown, headers = {}) =>
    expect(await service.request('POST', '/errors', { as: 'ingest', body, headers })).toMatchObject({ status: 201 });
  const get = async (path: string) => (await service.request('GET', path, { as: 'viewer' })).body;
  const statistics = async (query: string) => (await get(`/errors?limit=1&${query}`)).statistics;
  const groupOf = async (name: string) => (await get(`/error-groups?service=${name}&sort=events`)).items[0];
  const stored = async (name: string) => {
    const [row] = await service.query<{ count: number }>(
      'select count(*)::int as count from error_events where service = $1',
      [name],
    );
    return row!.count;
  };

  it('stores little of a storm, everything else, and counts all of it', async () => {
    const size = 'select sum(pg_total_relation_size(relid))::int as bytes from pg_partition_tree($1)';
    const bytes = async () => (await service.query<{ bytes: number }>(size, ['error_events']))[0]!.bytes;
    const before = await bytes();
    const startedAt = new Date().toISOString();
    const batches = Array.from({ length: 10 }, (_, i) => [...Array.from({ length: 2000 }, () => STORM), other(i)]);
    for (const batch of batches) await post(batch);
    const rare = await service.query(`select error_id from error_events where error_id like 'rare-%'`);
    expect(rare).toHaveLength(10);
    const kept = await stored('storm');
    // 200 and one in a hundred of the rest; twice that when a minute ends meanwhile.
    expect(kept).toBeGreaterThanOrEqual(10 + 200 + 190);
    expect(kept).toBeLessThanOrEqual(10 + 2 * 400);
    expect((await bytes()) - before).toBeLessThan(4_000_000);
    expect(await groupOf('storm')).toMatchObject({ event_count: 20_000, left_out_count: 20_010 - kept });
    // Whole hours and parts of hours alike.
    for (const range of ['', `start_time=${startedAt.slice(0, 16)}Z`]) {
      expect(await statistics(`service=storm&${range}`)).toMatchObject({
        total: 20_010,
        by_severity: { error: 20_010 },
      });
    }
  }, 180_000);

  it('tells as metrics how many errors there were, and how many were left out', async () => {
    const sum = async (name: string) => {
      const query = `/metrics?metric_name=${name}&aggregation=sum&tags=service=storm&start_time=${Date.now() - 600_000}`;
      return (await get(query)).items?.[0]?.points?.[0]?.value;
    };
    await eventually(async () => expect(await sum('errors_total')).toBe(20_010));
    expect(await sum('errors_left_out_total')).toBe(20_010 - (await stored('storm')));
  });

  it('counts what is sent again once, whether it was stored or left out', async () => {
    const batch = Array.from({ length: 1000 }, () => ({ ...STORM, service: 'again' }));
    const timed = Array.from({ length: 1000 }, (_, i) => ({
      ...STORM,
      service: 'again',
      error_id: `timed-${i}`,
      timestamp: Date.now() - 5000,
    }));
    for (let i = 0; i < 3; i++) await post(batch, { 'x-batch-id': 'storm-batch' });
    await Promise.all([post(timed), post(timed), post([...timed, ...timed.slice(0, 500)])]);
    const kept = await stored('again');
    expect(kept).toBeLessThan(500);
    expect(await groupOf('again')).toMatchObject({ event_count: 2000, left_out_count: 2000 - kept });
  });

  it('judges regressions by what is left out too', async () => {
    const send = (count: number) => post(Array.from({ length: count }, () => ({ ...STORM, service: 'back' })));
    await send(1000);
    const { group_id } = await groupOf('back');
    await service.request('PATCH', `/error-groups/${group_id}`, { body: { status: 'resolved' } });
    await new Promise((done) => setTimeout(done, 20));
    const before = await stored('back');
    await send(1);
    expect(await stored('back')).toBe(before);
    expect(await groupOf('back')).toMatchObject({ status: 'unresolved', event_count: 1001 });
  });

  it('always stores the first event of a release', async () => {
    const send = (release: string) =>
      post(Array.from({ length: 500 }, () => ({ ...STORM, service: 'releases', release })));
    for (const release of ['1.0', '1.1', '1.2']) await send(release);
    const releases = await service.query(
      `select distinct release from error_events where service = 'releases' order by release`,
    );
    expect(releases).toEqual(['1.0', '1.1', '1.2'].map((release) => ({ release })));
    expect(await groupOf('releases')).toMatchObject({ event_count: 1500 });
  });
});

describe('the share of failed requests', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { COLLECTOR_INTERVAL_SECONDS: '1' } });
  });
  afterAll(() => service?.stop());

  it('is api.error_rate of each service', async () => {
    const requests = (status: string, value: number) => ({
      metric_name: 'http_requests_total',
      metric_type: 'counter',
      value,
      tags: { service: 'students', status },
    });
    const body = [requests('200', 90), requests('404', 6), requests('503', 4)];
    await service.request('POST', '/metrics', { as: 'ingest', body });
    await eventually(async () => {
      const path = `/metrics?metric_name=api.error_rate&aggregation=last&tags=service=students&start_time=${Date.now() - 60_000}`;
      expect((await service.request('GET', path, { as: 'viewer' })).body.items?.[0]?.points?.[0]?.value).toBe(4);
    });
  });
});
