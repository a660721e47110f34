import { postMetrics } from './support/post-metrics.js';
import { startService, type TestService } from './support/service.js';

const MINUTE = 60_000;

interface Group {
  tags: Record<string, string>;
  points: { value: number | null }[];
}

describe('questions about metrics', () => {
  let service: TestService;
  const start = Math.floor(Date.now() / MINUTE) * MINUTE - 30 * MINUTE;

  beforeAll(async () => {
    service = await startService();
    const request = (instance: string, status: string, minute: number, value: number) => ({
      metric_name: 'requests',
      metric_type: 'counter',
      unit: 'requests',
      value,
      tags: { service: instance, status },
      timestamp: start + minute * MINUTE,
    });
    const bucket = (le: string, minute: number, value: number) => ({
      metric_name: 'took_bucket',
      metric_type: 'counter',
      value,
      tags: { le, service: 'a' },
      timestamp: start + minute * MINUTE,
    });
    const part = (suffix: string, minute: number, value: number) => ({
      metric_name: `took_${suffix}`,
      metric_type: 'counter',
      value,
      unit: suffix === 'sum' ? 's' : undefined,
      tags: { service: 'a' },
      timestamp: start + minute * MINUTE,
    });
    await postMetrics(service, [
      request('a', '200', 0, 90),
      request('a', '500', 0, 10),
      request('a', '200', 1, 50),
      request('b', '200', 0, 40),
      request('b', '503', 1, 60),
      request('c', '200', 0, 7),
      bucket('0.1', 0, 50),
      bucket('0.5', 0, 90),
      bucket('+Inf', 0, 100),
      part('sum', 0, 30),
      part('count', 0, 100),
      bucket('0.1', 1, 0),
      bucket('0.5', 1, 8),
      bucket('+Inf', 1, 8),
      part('sum', 1, 2),
      part('count', 1, 8),
    ]);
  });
  afterAll(() => service?.stop());

  const range = { start_time: start, end_time: start + 2 * MINUTE };

  async function get(query: Record<string, string | number>) {
    const text = new URLSearchParams(
      Object.entries({ ...range, ...query }).map(([name, value]) => [name, String(value)]),
    );
    return service.request('GET', `/metrics?${text}`, { as: 'viewer' });
  }

  const post = (body: object) =>
    service.request('POST', '/metrics/query', { as: 'viewer', body: { ...range, ...body } });
  const plain = (items: Group[]) => items.map(({ tags, points }) => [tags, ...points.map(({ value }) => value)]);

  it('answers several at once, with arithmetic over equal groups', async () => {
    const requests = { metric_name: 'requests', aggregation: 'increase', group_by: ['service'] };
    const { status, headers, body } = await post({
      step: '1m',
      queries: [
        { name: 'requests', ...requests },
        { name: 'errors', ...requests, tags: 'status=~5..' },
        { name: 'a_errors', ...requests, tags: { service: 'a', status: '500' } },
        { name: 'error_percent', expression: '100 * errors / requests' },
        { name: 'whole', ...requests, step: '2m', group_by: undefined },
        { name: 'share', expression: '1 - whole / 300' },
      ],
    });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(body).toMatchObject({
      start_time: new Date(start).toISOString(),
      end_time: new Date(start + 2 * MINUTE).toISOString(),
      items: [
        { name: 'requests', metric_name: 'requests', aggregation: 'increase', unit: 'requests', step_seconds: 60 },
        { name: 'errors', expression: null },
        { name: 'a_errors' },
        { name: 'error_percent', metric_name: null, aggregation: null, unit: null, step_seconds: 60 },
        { name: 'whole', step_seconds: 120 },
        { name: 'share', expression: '1 - whole / 300', step_seconds: 120 },
      ],
    });
    const [requestGroups, errorGroups, ofA, shares, whole, share] = body.items.map((item: { items: Group[] }) =>
      plain(item.items),
    );
    expect(requestGroups).toEqual([
      [{ service: 'a' }, 100, 50],
      [{ service: 'b' }, 40, 60],
      [{ service: 'c' }, 7, null],
    ]);
    expect(errorGroups).toEqual([
      [{ service: 'a' }, 10, null],
      [{ service: 'b' }, null, 60],
    ]);
    expect(ofA).toEqual([[{ service: 'a' }, 10, null]]);
    expect(shares).toEqual([
      [{ service: 'a' }, 10, null],
      [{ service: 'b' }, null, 100],
    ]);
    expect(whole).toEqual([[{}, 257]]);
    expect(share).toEqual([[{}, expect.closeTo(1 - 257 / 300)]]);
  });

  it('names every fault of a question', async () => {
    const good = { name: 'a', metric_name: 'requests', aggregation: 'rate' };
    const faults = async (queries: unknown) => {
      const { status, body } = await post({ queries });
      return [status, ...(body.errors ?? []).map((error: { path: string }) => error.path)];
    };
    expect(await faults([{ ...good, name: '1a' }])).toEqual([422, 'queries[0].name']);
    expect(await faults([{ name: 'a' }])).toEqual([422, 'queries[0].metric_name', 'queries[0].aggregation']);
    expect(await faults([{ ...good, aggregation: 'median', tags: 'a=~(' }])).toEqual([
      422,
      'queries[0].aggregation',
      'queries[0].tags',
    ]);
    expect(await faults([good, good])).toEqual([422, 'queries[1].name']);
    expect(await faults([{ ...good, expression: '1 + a' }])).toEqual([
      422,
      'queries[0].metric_name',
      'queries[0].aggregation',
      'queries[0].expression',
    ]);
    expect(await faults([good, { name: 'b', expression: 'a +' }])).toEqual([422, 'queries[1].expression']);
    expect(await faults([good, { name: 'b', expression: 'c + constructor' }])).toEqual([422, 'queries[1].expression']);
    expect(await faults([{ name: 'b', expression: '1 + 1' }])).toEqual([422, 'queries[0].expression']);
    expect(await faults([good, { ...good, name: 'c', step: '7' }, { name: 'b', expression: 'a + c' }])).toEqual([
      422,
      'queries[2].expression',
    ]);
    expect(await faults([{ ...good, top: 1, bottom: 1 }])).toEqual([422, 'queries[0].bottom']);
    expect(await faults([{ ...good, group_by: [1] }])).toEqual([422, 'queries[0].group_by']);
    expect(await faults([])).toEqual([422, 'queries']);
    expect(await faults(Array.from({ length: 21 }, (_, i) => ({ ...good, name: `a${i}` })))).toEqual([422, 'queries']);
    const { status, body } = await post({ start_time: { a: 1 }, queries: [good] });
    expect([status, body.errors[0].path]).toEqual([422, 'start_time']);
  });

  it('ranks groups by their mean', async () => {
    const ranked = async (query: object) => {
      const { body } = await get({
        metric_name: 'requests',
        aggregation: 'sum',
        group_by: 'service',
        step: '1m',
        ...query,
      });
      return body.items.map(({ tags }: Group) => tags.service);
    };
    expect(await ranked({ top: 2 })).toEqual(['a', 'b']);
    expect(await ranked({ bottom: 2 })).toEqual(['c', 'b']);
    const { body } = await post({
      queries: [
        { name: 'all', metric_name: 'requests', aggregation: 'sum', group_by: 'service', top: 1 },
        { name: 'negative', expression: '-all', top: 1 },
      ],
    });
    expect(body.items.map(({ items }: { items: Group[] }) => plain(items))).toEqual([
      [[{ service: 'a' }, 150]],
      [[{ service: 'c' }, -7]],
    ]);
    expect((await get({ metric_name: 'requests', aggregation: 'sum', top: 1, bottom: 1 })).status).toBe(400);
    expect((await get({ metric_name: 'requests', aggregation: 'sum', top: 0 })).status).toBe(400);
  });

  it.each([
    ['p50', [0.1, 0.3]],
    ['p90', [0.5, 0.46]],
    ['count', [100, 8]],
    ['rate', [100 / 60, 8 / 60]],
    ['sum', [30, 2]],
    ['avg', [0.3, 0.25]],
    ['max', [0.5, 0.5]],
  ])('%s of a histogram that is stored as buckets', async (aggregation, expected) => {
    const { body } = await get({ metric_name: 'took', aggregation, step: '1m', group_by: 'service' });
    expect(body).toMatchObject({ metric_name: 'took', unit: 's' });
    expect(plain(body.items)).toEqual([[{ service: 'a' }, ...expected.map((value) => expect.closeTo(value, 9))]]);
    const byBucket = await get({ metric_name: 'took_bucket', aggregation, step: '1m', group_by: 'service' });
    if (aggregation.startsWith('p')) expect(byBucket.body.items).toEqual(body.items);
  });

  it('says what cannot be told of buckets', async () => {
    const { status, body } = await get({ metric_name: 'took', aggregation: 'stddev' });
    expect([status, body.errors[0].path]).toEqual([422, 'aggregation']);
    expect((await get({ metric_name: 'nothing', aggregation: 'stddev' })).body.items).toEqual([]);
  });

  it('streams a long answer, and closes it well', async () => {
    const { status, body, headers } = await get({
      metric_name: 'requests',
      aggregation: 'sum',
      group_by: 'service,status',
      step: '0.01',
    });
    expect(status).toBe(200);
    expect(headers.get('content-length')).toBeNull();
    expect(body.items).toHaveLength(5);
    for (const { points } of body.items as Group[]) expect(points).toHaveLength(12_000);
    expect(body.items[0].points[0]).toEqual({ timestamp: new Date(start).toISOString(), value: 90 });
  });

  it('lists series by their tags, page by page', async () => {
    const list = (query: string) => service.request('GET', `/metrics/series?${query}`, { as: 'viewer' });
    const { body } = await list('metric_name=requests&tags=status=~5..');
    expect(body.next_cursor).toBeNull();
    expect(body.items.map(({ tags }: Group) => tags)).toEqual([
      { service: 'a', status: '500' },
      { service: 'b', status: '503' },
    ]);
    expect(body.items[0]).toEqual({
      metric_name: 'requests',
      metric_type: 'counter',
      temporality: 'delta',
      unit: 'requests',
      tags: { service: 'a', status: '500' },
      source: null,
      last_seen_at: expect.stringMatching(/Z$/),
    });
    const seen = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page = await list(`tags=service=a&limit=2${cursor ? `&cursor=${cursor}` : ''}`);
      expect(page.body.items.length).toBeLessThanOrEqual(2);
      seen.push(...page.body.items);
      cursor = page.body.next_cursor as string | null;
    }
    const names = seen.map(({ metric_name }) => String(metric_name));
    expect(names.toSorted((a, b) => a.localeCompare(b))).toEqual([
      'requests',
      'requests',
      'took_bucket',
      'took_bucket',
      'took_bucket',
      'took_count',
      'took_sum',
    ]);
    expect((await list('cursor=WzEuNV0')).status).toBe(400);
    expect((await list('tags=a')).status).toBe(400);
  });

  it('lists tag names and values', async () => {
    const list = async (path: string) => (await service.request('GET', `/metrics/tags${path}`, { as: 'viewer' })).body;
    expect(await list('?metric_name=requests')).toEqual({ items: ['service', 'status'], truncated: false });
    expect((await list('')).items).toEqual(expect.arrayContaining(['host', 'le', 'service']));
    expect(await list('/status/values?metric_name=requests')).toEqual({
      items: ['200', '500', '503'],
      truncated: false,
    });
    expect(await list('/status/values?metric_name=requests&search=5&limit=1')).toEqual({
      items: ['500'],
      truncated: true,
    });
    expect((await list('/le/values')).items).toEqual(['+Inf', '0.1', '0.5']);
    expect((await list("/a'%22%20--/values")).items).toEqual([]);
  });
});
