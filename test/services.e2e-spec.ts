import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const NASTY = `<script>alert(1)</script> "'; drop table spans; -- ${'n'.repeat(60)}`.slice(0, 128);
const LONG = 'long'.repeat(125);

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
type Row = any;

describe('services', () => {
  let service: TestService;

  const post = async (path: string, body: unknown) => {
    const { status, body: answer } = await service.request('POST', path, { body });
    expect({ path, status, rejected: answer.rejected ?? [] }).toMatchObject({ rejected: [] });
    expect(status).toBeLessThan(300);
  };
  const request = (of: string, status: string, value: number) => ({
    metric_name: 'http_requests_total',
    metric_type: 'counter',
    value,
    tags: { service: of, method: 'GET', route: '/', status },
  });
  const duration = (of: string, value: number, count: number) => ({
    metric_name: 'http_request_duration_ms',
    metric_type: 'histogram',
    value,
    count,
    tags: { service: of, method: 'GET', route: '/', status: '200' },
  });
  /** A span of OpenTelemetry, ended just now. */
  const span = (id: string, more: object = {}) => ({
    traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
    spanId: id.padStart(16, '0'),
    name: 'GET /spans',
    kind: 2,
    startTimeUnixNano: `${Date.now() - 100}000000`,
    endTimeUnixNano: `${Date.now()}000000`,
    ...more,
  });
  const otlp = (of: string, attributes: Record<string, string>, spans: object[]) =>
    post('~/v1/traces', {
      resourceSpans: [
        {
          resource: {
            attributes: Object.entries({ 'service.name': of, ...attributes }).map(([key, value]) => ({
              key,
              value: { stringValue: value },
            })),
          },
          scopeSpans: [{ spans }],
        },
      ],
    });
  const list = async (query = '') => {
    const { status, body } = await service.request('GET', `/services${query}`, { as: 'viewer' });
    expect(status).toBe(200);
    return body;
  };
  const find = async (name: string): Promise<Row> =>
    (await list()).items.find((one: { service: string }) => one.service === name);
  const detail = (name: string, query = '') =>
    service.request('GET', `/services/${encodeURIComponent(name)}${query}`, { as: 'viewer' });

  beforeAll(async () => {
    service = await startService({ env: { COLLECTOR_INTERVAL_SECONDS: '1', HEALTH_CHECK_INTERVAL: '1' } });
    await post('/metrics', [
      request('students', '200', 90),
      request('students', '404', 5),
      request('students', '503', 5),
      request(NASTY, '200', 1),
      request(LONG, '200', 1),
      duration('students', 20, 90),
      duration('students', 400, 10),
    ]);
    const failed = {
      error_message: 'No invoice',
      service: 'students',
      error_type: 'BillingError',
      release: '1.4.0',
      timestamp: Date.now() - 60_000,
    };
    await post('/errors', [failed, failed, { ...failed, error_type: 'Other' }, { ...failed, service: NASTY }]);
    await post('/logs', [
      { service: 'only-logs', message: 'hello' },
      { service: 'future', message: 'hello', timestamp: Date.now() + 300_000 },
    ]);
    await otlp('only-spans', { 'service.version': '2.0.0', 'host.name': 'node-3', 'service.instance.id': 'pod-1' }, [
      span('a1'),
      span('a2', { status: { code: 2 } }),
      span('a3', {
        kind: 3,
        name: 'call students',
        attributes: [{ key: 'peer.service', value: { stringValue: 'students' } }],
      }),
    ]);
    await otlp('students', { 'service.version': '1.5.0' }, [span('b1', { parentSpanId: 'a3'.padStart(16, '0') })]);
    await post('/alerts', { name: 'Slow', severity: 'warning', tags: { service: 'students' } });
  });
  afterAll(() => service?.stop());

  it('lists each service that was seen in any signal, by name, with what its requests tell', async () => {
    const body = await eventually(async () => {
      const answer = await list();
      const names = answer.items.map((one: { service: string }) => one.service);
      for (const name of ['students', 'only-logs', 'only-spans', 'monitoring', 'future', NASTY, LONG]) {
        expect(names).toContain(name);
      }
      const students = answer.items.find((one: { service: string }) => one.service === 'students');
      expect(students).toMatchObject({ active_alerts: 1, versions: ['1.5.0', '1.4.0'] });
      expect(names).toEqual([...(names as string[])].sort());
      expect(new Set(names).size).toBe(names.length);
      return answer;
    });
    const students = body.items.find((one: { service: string }) => one.service === 'students');
    expect(students).toMatchObject({
      measured_by: 'requests',
      error_percent: 5,
      up: null,
      errors: 3,
      new_error_groups: 2,
      versions: ['1.5.0', '1.4.0'],
    });
    expect(students.requests_per_second).toBeGreaterThan(0);
    expect(students.p50_ms / 20).toBeCloseTo(1, 1);
    expect(students.p99_ms / 400).toBeCloseTo(1, 1);
    expect(Date.now() - Date.parse(students.last_seen_at)).toBeLessThan(70_000);
    const { timestamps } = body;
    const columns = students.series;
    expect(Object.keys(columns).sort()).toEqual(['error_percent', 'p95_ms', 'requests_per_second']);
    expect(timestamps.length).toBeGreaterThanOrEqual(15);
    expect(timestamps.length).toBeLessThanOrEqual(31);
    for (const column of Object.values<unknown[]>(columns)) {
      expect([timestamps.length, timestamps.length - 1]).toContain(column.length);
      expect(column).toHaveLength(columns.p95_ms.length);
    }
  });

  it('takes the figures of who records no requests from its spans', async () => {
    await eventually(async () => {
      expect(await find('only-spans')).toMatchObject({ measured_by: 'spans', error_percent: 50, versions: ['2.0.0'] });
    });
    expect(await find('only-logs')).toMatchObject({
      measured_by: null,
      requests_per_second: 0,
      error_percent: null,
      p95_ms: null,
      errors: 0,
      versions: [],
    });
  });

  it('knows what its health checks found, and that nothing is seen in the future', async () => {
    await eventually(async () => expect(await find('monitoring')).toMatchObject({ up: true }));
    expect(Date.parse((await find('future')).last_seen_at)).toBeLessThanOrEqual(Date.now());
  });

  it('shows only what was seen in the range', async () => {
    const end = Date.now() - 3 * 3_600_000;
    expect((await list(`?start_time=${end - 3_600_000}&end_time=${end}`)).items).toEqual([]);
  });

  it('has one page for all that is known of a service', async () => {
    const { body } = await eventually(async () => {
      const answer = await detail('students');
      expect(answer.status).toBe(200);
      expect(answer.body.operations).toContainEqual(
        expect.objectContaining({ operation: 'GET /spans', kind: 'server' }),
      );
      expect(answer.body.alerts).toHaveLength(1);
      return answer;
    });
    expect(body).toMatchObject({
      service: 'students',
      error_percent: 5,
      errors: 3,
      active_alerts: 1,
      measured_by: 'requests',
    });
    const { timestamps, requests_per_second_by_status: statuses, ...columns } = body.series;
    expect(timestamps.length).toBeGreaterThanOrEqual(59);
    expect(timestamps.length).toBeLessThanOrEqual(120);
    expect(Object.keys(columns).sort()).toEqual(['error_percent', 'p50_ms', 'p95_ms', 'p99_ms', 'requests_per_second']);
    for (const column of [...Object.values(columns), ...Object.values(statuses)]) {
      expect(column).toHaveLength(timestamps.length);
    }
    expect(Object.keys(statuses)).toEqual(['1xx', '2xx', '3xx', '4xx', '5xx']);
    expect(body.versions.map(({ version }: { version: string }) => version)).toEqual(['1.5.0', '1.4.0']);
    expect(body.alerts[0]).toMatchObject({ name: 'Slow' });
    expect(body.top_errors[0]).toMatchObject({ error_type: 'BillingError', count: 2, service: 'students' });
    expect(body.top_errors[0].group_id).toMatch(/^[\da-f-]{36}$/);
  });

  it('adds up the classes of statuses to all requests', async () => {
    const { start_time, end_time } = await list();
    await eventually(
      async () => {
        const { series } = (
          await detail('students', `?start_time=${Date.parse(start_time)}&end_time=${Date.parse(end_time) + 120_000}`)
        ).body;
        const seen = series.requests_per_second.findIndex((rate: number) => rate > 0);
        expect(seen).toBeGreaterThanOrEqual(0);
        const sum = Object.values(series.requests_per_second_by_status as Record<string, number[]>).reduce(
          (all, column) => all + column[seen]!,
          0,
        );
        expect(sum).toBeCloseTo(series.requests_per_second[seen], 1);
      },
      { timeoutMs: 40_000, everyMs: 1000 },
    );
  }, 60_000);

  it('knows who calls whom, and what it runs as', async () => {
    await eventually(async () => {
      const spans = (await detail('only-spans')).body;
      expect(spans.calls).toContainEqual(expect.objectContaining({ client: 'only-spans', server: 'students' }));
      expect(spans.instances).toEqual([
        expect.objectContaining({ instance: 'pod-1', host: 'node-3', version: '2.0.0', first_seen_at: null }),
      ]);
      expect((await detail('students')).body.called_by).toContainEqual(
        expect.objectContaining({ client: 'only-spans', server: 'students' }),
      );
    });
  });

  it('takes names for what they are', async () => {
    for (const name of [NASTY, LONG]) {
      const { status, body } = await detail(name);
      expect({ status, service: body.service }).toEqual({ status: 200, service: name });
    }
    for (const name of ['nobody', '%', '_', `'`, '\u{1F4A9}'.repeat(100), 'a/b']) {
      expect({ name, status: (await detail(name)).status }).toEqual({ name, status: 404 });
    }
    expect((await service.request('GET', '/services/a%00b', { as: 'viewer' })).status).toBe(400);
  });

  it.each([
    ['?start_time=yesterday', 'start_time'],
    ['?start_time=2026-01-02T00:00:00Z&end_time=2026-01-01T00:00:00Z', 'start_time'],
    [`?start_time=${Date.now() + 86_400_000}&end_time=${Date.now() + 90_000_000}`, 'start_time'],
    ['?start_time=0&end_time=1000', 'end_time'],
    ['?limit=5', 'limit'],
  ])('refuses %s with the reason', async (query, path) => {
    for (const address of ['/services', '/services/students']) {
      const { status, body } = await service.request('GET', address + query, { as: 'viewer' });
      expect({ status, path: body.errors?.[0]?.path }).toEqual({ status: 400, path });
    }
  });

  it('is for who may read alone', async () => {
    for (const path of ['/services', '/services/students', '/changes', '/search?q=a']) {
      expect((await service.request('GET', path, { as: null })).status).toBe(401);
      expect((await service.request('GET', path, { as: 'ingest' })).status).toBe(403);
    }
  });

  it('follows a service that changes its version all the time for two hundred of them', async () => {
    const versions = Array.from({ length: 300 }, (_, i) => ({
      error_type: 'A',
      error_message: 'a',
      service: 'restless',
      release: `build-${i}`,
    }));
    await post('/errors', versions);
    await eventually(async () => {
      const [row] = await service.query<{ count: number }>(
        `select count(*)::int as count from service_versions where service = 'restless'`,
      );
      expect(row!.count).toBe(200);
    });
    await eventually(async () => expect((await find('restless')).versions).toHaveLength(10));
  });
});
