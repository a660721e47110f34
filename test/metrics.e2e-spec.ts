import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const MINUTE = 60_000;
const AGGREGATIONS = 'avg sum min max count first last stddev rate increase p50 p99'.split(' ');

describe('metrics', () => {
  let service: TestService;
  const now = Date.now();

  beforeAll(async () => {
    service = await startService({ env: { METRIC_COMPACTION_SECONDS: '1' } });
  });
  afterAll(() => service?.stop());

  function post(body: unknown, headers: Record<string, string> = {}) {
    return service.request('POST', '/metrics', { as: 'ingest', body, headers });
  }

  async function get(query: Record<string, string | number>) {
    const text = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    return service.request('GET', `/metrics?${text}`, { as: 'viewer' });
  }

  async function inboxIsEmpty() {
    await eventually(async () => {
      const [row] = await service.query<{ count: number }>('select count(*)::int as count from metric_inbox');
      expect(row!.count).toBe(0);
    });
  }

  it('records one sample and lists it at once, with its defaults', async () => {
    const body = { metric_name: 'test.metric', metric_type: 'gauge', value: 1.5, source: 'test', tags: { a: 'x' } };
    const recorded = await post(body);
    expect(recorded).toMatchObject({ status: 201, body: { accepted: 1, rejected: [] } });
    expect(recorded.body.id).toMatch(/^\d+-\d{13}$/);
    const { status, body: listed } = await get({ metric_name: 'test.metric' });
    expect(status).toBe(200);
    expect(listed).toEqual({
      items: [{ ...body, count: 1, unit: null, timestamp: expect.stringMatching(/^\d{4}-.*Z$/) }],
      next_cursor: null,
    });
  });

  it('keeps the good items of a batch and names the fault of each bad one', async () => {
    const good = { metric_name: 'mixed', metric_type: 'counter', value: 1 };
    const many = Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`k${i}`, 'v']));
    const bad: [string, object | string | null | number[]][] = [
      ['', null],
      ['', []],
      ['', 'text'],
      ['metric_name', { ...good, metric_name: undefined }],
      ['metric_name', { ...good, metric_name: 'line\nbreak' }],
      ['metric_name', { ...good, metric_name: '' }],
      ['metric_name', { ...good, metric_name: 'x'.repeat(256) }],
      ['metric_name', { ...good, metric_name: 'sp ace' }],
      ['metric_type', { ...good, metric_type: 'meter' }],
      ['value', { ...good, value: '1' }],
      ['value', { ...good, value: null }],
      ['value', { ...good, value: -1 }],
      ['count', { ...good, count: 2 }],
      ['count', { ...good, metric_type: 'histogram', count: 0.5 }],
      ['unit', { ...good, unit: 5 }],
      ['source', { ...good, source: 'a\u0000b' }],
      ['unknown', { ...good, unknown: 1 }],
      ['tags', { ...good, tags: many }],
      ['tags', { ...good, tags: ['a'] }],
      ['tags.a', { ...good, tags: { a: 1 } }],
      ['tags.a', { ...good, tags: { a: 'x'.repeat(10_000) } }],
      ['tags.a', { ...good, tags: { a: 'line\r\nbreak' } }],
      ['timestamp', { ...good, timestamp: 'yesterday' }],
      ['timestamp', { ...good, timestamp: now + 11 * MINUTE }],
      ['timestamp', { ...good, timestamp: now - 31 * 86_400_000 }],
    ];
    const { status, body } = await post([good, ...bad.map(([, item]) => item), good]);
    expect(status).toBe(201);
    expect(body.accepted).toBe(2);
    expect(body.rejected.map((item: { index: number; path: string }) => [item.index, item.path])).toEqual(
      bad.map(([path], i) => [i + 1, path]),
    );
    const { body: summed } = await get({ metric_name: 'mixed', aggregation: 'sum' });
    expect(summed.items[0].points[0].value).toBe(2);
  });

  it.each([
    ['NaN', '[{"metric_name":"bad","metric_type":"gauge","value":NaN}]', 400],
    ['an infinity', '[{"metric_name":"bad","metric_type":"gauge","value":1e999}]', 422],
    ['an empty body', '', 400],
    ['an empty array', '[]', 400],
    ['a string', '"metric"', 400],
    ['too many items', JSON.stringify(Array.from({ length: 10_001 }, () => ({}))), 422],
  ])('refuses %s and stores nothing', async (_, body, status) => {
    const answer = await post(body);
    expect(answer.status).toBe(status);
    expect(answer.body).toMatchObject({ status, request_id: expect.any(String) });
    const [row] = await service.query<{ count: number }>(
      "select count(*)::int as count from metric_series where name = 'bad'",
    );
    expect(row!.count).toBe(0);
  });

  it('answers 400 for a query with faults, and names them', async () => {
    const faults = async (query: Record<string, string>) => {
      const { status, body } = await get({ metric_name: 'x', ...query });
      return [status, ...(body.errors ?? []).map((error: { path: string }) => error.path)];
    };
    expect(await faults({ aggregation: 'median' })).toEqual([400, 'aggregation']);
    expect(await faults({ start_time: 'never', tags: '{"a":1}' })).toEqual([400, 'start_time', 'tags']);
    expect(await faults({ start_time: '2026-01-02', end_time: '2026-01-01' })).toEqual([400, 'start_time']);
    expect(await faults({ aggregation: 'avg', step: '0' })).toEqual([400, 'step']);
    expect(await faults({ aggregation: 'avg', step: '5 minutes' })).toEqual([400, 'step']);
    expect(await faults({ cursor: 'nonsense' })).toEqual([400, 'cursor']);
    expect(await faults({ tags: 'a=~[' })).toEqual([400, 'tags']);
    expect(await faults({ unknown: '1' })).toEqual([400, 'unknown']);
  });

  it('counts a batch that is sent again once, also after it was moved, and for each sender', async () => {
    const batch = [
      { metric_name: 'retried', metric_type: 'counter', value: 3 },
      { metric_name: 'retried', metric_type: 'counter', value: 4 },
    ];
    const sum = async () => (await get({ metric_name: 'retried', aggregation: 'sum' })).body.items[0].points[0].value;
    const headers = { 'x-batch-id': 'batch-1' };
    const answers = await Promise.all(Array.from({ length: 10 }, () => post(batch, headers)));
    for (const { status, body } of answers) expect([status, body.accepted]).toEqual([201, 2]);
    expect(await sum()).toBe(7);
    await inboxIsEmpty();
    await Promise.all([post(batch, headers), post(batch, { 'x-batch-id': 'batch-2' }), post(batch)]);
    expect(await sum()).toBe(21);
    await service.request('POST', '/metrics', { as: 'admin', body: batch, headers });
    expect(await sum()).toBe(28);
    expect((await post(batch, { 'x-batch-id': 'x'.repeat(129) })).status).toBe(400);
  });

  it('answers the same before and after samples move to chunks, late and overwritten ones included', async () => {
    const start = now - 3 * 60 * MINUTE;
    const at = (i: number) => start + i * 15_000;
    const rows = Array.from({ length: 600 }, (_, i) => i);
    const metric = (metric_type: string, i: number, value: number) => ({
      metric_name: `moved.${metric_type}`,
      metric_type,
      value,
      timestamp: at(i),
      tags: { parity: i % 2 ? 'odd' : 'even' },
    });
    const value = (i: number) => ((i * 37) % 101) / 4;
    const batches = [
      rows.filter((i) => i % 3 === 0),
      rows.filter((i) => i % 3 === 2).reverse(),
      rows.filter((i) => i % 3 === 1),
    ];
    const everything = async () => {
      const range = { start_time: start, end_time: at(600), group_by: 'parity' };
      const answers = [];
      for (const kind of ['gauge', 'counter', 'histogram']) {
        for (const aggregation of AGGREGATIONS) {
          for (const step of ['30', '10m', '2h']) {
            const { status, body } = await get({ metric_name: `moved.${kind}`, aggregation, step, ...range });
            expect(status).toBe(200);
            answers.push(body.items);
          }
        }
      }
      return answers;
    };
    for (const batch of batches) {
      await post(batch.map((i) => metric('gauge', i, -1)));
      await post(
        batch.flatMap((i) => [
          metric('gauge', i, value(i)),
          metric('counter', i, value(i)),
          metric('histogram', i, value(i)),
        ]),
      );
      if (batch === batches[0]) await inboxIsEmpty();
    }
    const before = await everything();
    await inboxIsEmpty();
    expect(await everything()).toEqual(before);
    await eventually(async () => {
      const [row] = await service.query<{ count: number }>(
        `select count(*)::int as count from metric_blocks where hour < now() - interval '70 minutes'`,
      );
      expect(row!.count).toBe(0);
    });
    expect(await everything()).toEqual(before);
    const { body } = await get({
      metric_name: 'moved.gauge',
      aggregation: 'sum',
      start_time: start,
      end_time: at(600),
    });
    expect(body.items[0].points[0].value).toBe(rows.reduce((sum, i) => sum + value(i), 0));
    expect(body).toMatchObject({ step_seconds: 9000, unit: null, next_cursor: null });
  }, 180_000);

  it('pages through single samples, each exactly once, while they move to chunks', async () => {
    const batch = Array.from({ length: 250 }, (_, i) => ({
      metric_name: 'paged',
      metric_type: 'histogram',
      value: i % 5,
      timestamp: now - Math.floor(i / 10) * 20 * MINUTE,
      tags: { half: String(i % 2) },
    }));
    await post(batch);
    const seen: { value: number; timestamp: string }[] = [];
    let cursor: string | null = '';
    for (let page = 0; page < 100 && cursor !== null; page++) {
      const query = { metric_name: 'paged', start_time: now - 86_400_000, end_time: now + 1, limit: 7 };
      const { body } = await get(cursor ? { ...query, cursor } : query);
      seen.push(...body.items);
      cursor = body.next_cursor;
    }
    const plain = (value: number, time: number) => `${time} ${value}`;
    expect(seen.map((item) => plain(item.value, Date.parse(item.timestamp))).sort()).toEqual(
      batch.map((item) => plain(item.value, item.timestamp)).sort(),
    );
    expect(seen.map((item) => item.timestamp)).toEqual(
      seen
        .map((item) => item.timestamp)
        .sort()
        .reverse(),
    );
  });

  it('matches tags by equality and by pattern, absent ones as empty', async () => {
    await post(
      [{ a: '1', b: 'x,y' }, { a: '12' }, { a: '2', b: 'z' }].map((tags) => ({
        metric_name: 'matched',
        metric_type: 'gauge',
        value: 1,
        tags,
        source: 'unit',
      })),
    );
    const count = async (tags: string) => {
      const { body } = await get({ metric_name: 'matched', aggregation: 'count', tags });
      return body.items[0]?.points[0].value ?? 0;
    };
    expect(await count('a=1')).toBe(1);
    expect(await count('a!=1')).toBe(2);
    expect(await count('a=~1.*')).toBe(2);
    expect(await count('a=~1')).toBe(1);
    expect(await count('a!~1.*')).toBe(1);
    expect(await count('b=')).toBe(1);
    expect(await count('b="x,y",a=1')).toBe(1);
    expect(await count('{"b":"x,y"}')).toBe(1);
    expect(await count('source=unit')).toBe(3);
    expect(await count('c=~.+')).toBe(0);
  });

  it('lists metric names with their tags', async () => {
    const first = await service.request('GET', '/metrics/names?limit=2');
    expect(first.body.items).toHaveLength(2);
    const rest = await service.request('GET', `/metrics/names?cursor=${first.body.next_cursor}`);
    const names = [...first.body.items, ...rest.body.items].map((item: { metric_name: string }) => item.metric_name);
    expect(names).toEqual([...new Set(names)].sort());
    const { body } = await service.request('GET', '/metrics/names?search=match');
    expect(body.items).toEqual([
      {
        metric_name: 'matched',
        metric_type: 'gauge',
        unit: null,
        series_count: 3,
        overflow_series_count: 0,
        tag_names: ['a', 'b'],
        last_seen_at: expect.any(String),
      },
    ]);
  });

  it('shows chunks in the view performance_metrics', async () => {
    await inboxIsEmpty();
    const [row] = await service.query(
      `select metric_type, sum(sample_count)::int as samples, sum(sum_value) as total from performance_metrics
       where metric_name = 'mixed' group by 1`,
    );
    expect(row).toEqual({ metric_type: 'counter', samples: 2, total: 2 });
  });
});
