import { startService, type TestService } from './support/service.js';

describe('Prometheus export', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { METRIC_SERIES_LIMIT: '20', METRIC_COMPACTION_SECONDS: '1' } });
  });
  afterAll(() => service?.stop());

  async function record(...items: object[]) {
    const { status, body } = await service.request('POST', '/metrics', { as: 'ingest', body: items });
    expect({ status, rejected: body.rejected }).toEqual({ status: 201, rejected: [] });
  }

  async function lines(name: string): Promise<string[]> {
    const { body } = await service.request('GET', '/export/prometheus', { as: null });
    return (body as string)
      .split('\n')
      .filter((line) => line.match(/^(# TYPE )?([a-z0-9_:]+)/i)?.[2]?.startsWith(name));
  }

  it('is public, in the text format 0.0.4, every line well formed', async () => {
    await record({ metric_name: 'plain', metric_type: 'gauge', value: 1.5 });
    const { status, headers, body } = await service.request('GET', '/export/prometheus', { as: null });
    expect(status).toBe(200);
    expect(headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    const line =
      /^(# (HELP [a-zA-Z_:][\w:]* .*|TYPE [a-zA-Z_:][\w:]* (counter|gauge|histogram|summary|untyped))|[a-zA-Z_:][\w:]*(\{[a-zA-Z_]\w*="([^"\\]|\\["\\n])*"(,[a-zA-Z_]\w*="([^"\\]|\\["\\n])*")*\})? (NaN|[+-]Inf|-?\d+(\.\d+)?(e[+-]?\d+)?))$/;
    expect((body as string).endsWith('\n')).toBe(true);
    for (const one of (body as string).trimEnd().split('\n')) expect(one).toMatch(line);
  });

  it('adds up counters since they were first seen, across compaction and restarts', async () => {
    const tags = { method: 'GET', endpoint: '/api/v1/students' };
    const counter = { metric_name: 'shop.orders', metric_type: 'counter', tags, value: 600 };
    const expected = (total: number) => [
      '# TYPE shop_orders_total counter',
      `shop_orders_total{endpoint="/api/v1/students",method="GET"} ${total}`,
    ];
    await record(counter, counter, { ...counter, value: 47, timestamp: Date.now() - 20 * 86_400_000 });
    expect(await lines('shop_orders')).toEqual(expected(1247));
    await service.restart();
    expect(await lines('shop_orders')).toEqual(expected(1247));
    await record(counter);
    expect(await lines('shop_orders')).toEqual(expected(1847));
    await service.query('select pg_sleep(3)');
    expect(await lines('shop_orders')).toEqual(expected(1847));
  });

  it('leaves out gauges whose last value is old', async () => {
    const now = Date.now();
    await record(
      { metric_name: 'level', metric_type: 'gauge', value: 1, tags: { at: 'old' }, timestamp: now - 6 * 60_000 },
      { metric_name: 'level', metric_type: 'gauge', value: 2, tags: { at: 'fresh' }, timestamp: now - 4 * 60_000 },
      { metric_name: 'level', metric_type: 'gauge', value: 3, tags: { at: 'fresh' }, timestamp: now - 3 * 60_000 },
    );
    expect(await lines('level')).toEqual(['# TYPE level gauge', 'level{at="fresh"} 3']);
  });

  it('shows histograms as summaries, counting pre-aggregated observations', async () => {
    const histogram = { metric_name: 'took', metric_type: 'histogram', unit: 'ms', tags: { path: 'a"b\\c' } };
    await record({ ...histogram, value: 10, count: 99 }, { ...histogram, value: 1000 });
    await record({ ...histogram, value: 5, count: 100, timestamp: Date.now() - 3_600_000 });
    const labels = 'path="a\\"b\\\\c"';
    expect(await lines('took')).toEqual([
      '# TYPE took summary',
      `took{${labels},quantile="0.5"} 10`,
      `took{${labels},quantile="0.9"} 10`,
      `took{${labels},quantile="0.95"} 10`,
      `took{${labels},quantile="0.99"} ${10 + 990 * (0.99 * 99 - 98)}`,
      `took_sum{${labels}} 2490`,
      `took_count{${labels}} 200`,
    ]);
  });

  it.each([
    ['service=music', ['one_total{service="music"}', 'two_total{service="music"}']],
    ['service=sports&service=music&name=two', ['two_total{service="music"}', 'two_total{service="sports"}']],
    ['service=sports,library', ['two_total{service="sports"}', 'two_total{source="library"}']],
    ['name=one_total', ['one_total{service="music"}']],
    ['name=one,%20two&service=nobody', []],
  ])('exports with %s only what it asks for', async (query, expected) => {
    const item = { metric_type: 'counter', value: 1 };
    await record(
      { ...item, metric_name: 'one', tags: { service: 'music' } },
      { ...item, metric_name: 'two', tags: { service: 'music' } },
      { ...item, metric_name: 'two', tags: { service: 'sports' } },
      { ...item, metric_name: 'two', source: 'library' },
    );
    const { body } = await service.request('GET', `/export/prometheus?${query}`, { as: null });
    const series = (body as string).split('\n').filter((line) => /^[a-z]/.test(line));
    expect(new Set(series.map((line) => line.split(' ')[0]))).toEqual(new Set(expected));
  });

  it.each([
    [`name=${'x'.repeat(256)}`, 'name'],
    [`service=${Array(101).fill('x').join(',')}`, 'service'],
    ['service[a]=x', 'service[a]'],
    ['services=x', 'services'],
  ])('refuses the filter %#', async (query, path) => {
    const { status, body } = await service.request('GET', `/export/prometheus?${query}`, { as: null });
    expect({ status, paths: body.errors.map((fault: { path: string }) => fault.path) }).toEqual({
      status: 400,
      paths: [path],
    });
  });

  it('is OpenMetrics to who prefers it', async () => {
    const accept = 'application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5';
    await record({ metric_name: 'shop.carts', metric_type: 'counter', value: 2 });
    const path = '/export/prometheus?name=shop.carts';
    const [text, open] = await Promise.all(
      ['text/plain', accept].map((given) => service.request('GET', path, { as: null, headers: { accept: given } })),
    );
    expect(open!.headers.get('content-type')).toBe('application/openmetrics-text; version=1.0.0; charset=utf-8');
    expect(open!.headers.get('vary')).toMatch(/accept/i);
    expect(open!.body).toBe(
      '# HELP shop_carts shop.carts: total since first seen\n# TYPE shop_carts counter\nshop_carts_total 2\n# EOF\n',
    );
    expect(text!.body).toContain('# TYPE shop_carts_total counter\nshop_carts_total 2\n');
    expect(text!.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  });

  it('gives what a service has over its limit to series marked as overflow, losing no count', async () => {
    const item = (i: number, name = 'wide') => ({
      metric_name: name,
      metric_type: 'counter',
      value: 1,
      tags: { service: 'students', id: String(i) },
    });
    await record(...Array.from({ length: 15 }, (_, i) => item(i)));
    await record(...Array.from({ length: 15 }, (_, i) => item(i + 10)));
    await record(item(99), item(100, 'other'), item(101, 'another'));
    await record({ ...item(0), tags: { service: 'billing' } });
    const { body } = await service.request(
      'GET',
      '/metrics?metric_name=wide&aggregation=sum&group_by=overflow,service',
    );
    expect(
      body.items.map(({ tags, points }: { tags: object; points: { value: number }[] }) => [tags, points[0]!.value]),
    ).toEqual([
      [{ service: 'billing' }, 1],
      [{ service: 'students' }, 25],
      [{ overflow: 'true', service: 'students' }, 6],
    ]);
    const names = await service.request('GET', '/metrics/names?search=overflow');
    expect(names.body.items).toMatchObject([
      { metric_name: 'metric_overflow', series_count: 1, overflow_series_count: 1 },
    ]);
    const wide = await service.request('GET', '/metrics/names?search=wide');
    expect(wide.body.items).toMatchObject([{ series_count: 22, overflow_series_count: 1 }]);
    expect(await lines('metric_overflow')).toEqual([
      '# TYPE metric_overflow_total counter',
      'metric_overflow_total{overflow="true",service="students"} 2',
    ]);
  });
});
