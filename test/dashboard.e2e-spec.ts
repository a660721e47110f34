import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const requests = (service: string, status: string, value: number) => ({
  metric_name: 'http_requests_total',
  metric_type: 'counter',
  value,
  tags: { service, method: 'GET', route: '/students', status },
});
const durations = (service: string, value: number, count: number) => ({
  metric_name: 'http_request_duration_ms',
  metric_type: 'histogram',
  value,
  count,
  tags: { service, method: 'GET', route: '/students', status: '200' },
});

describe('dashboard', () => {
  let service: TestService;
  const dashboard = (window?: string) =>
    service.request('GET', `/dashboard${window ? `?window=${window}` : ''}`, { as: 'viewer' });

  beforeAll(async () => {
    service = await startService({ env: { COLLECTOR_INTERVAL_SECONDS: '1', HEALTH_CHECK_INTERVAL: '1' } });
    await service.request('POST', '/metrics', {
      body: [
        requests('students', '200', 90),
        requests('students', '404', 5),
        requests('students', '503', 5),
        requests('billing', '500', 100),
        durations('students', 20, 90),
        durations('students', 400, 10),
        durations('billing', 1000, 100),
      ],
    });
    const failed = { error_type: 'BillingError', error_message: 'No invoice', service: 'billing' };
    await service.request('POST', '/errors', { body: [failed, failed, { ...failed, error_type: 'OtherError' }] });
    await service.request('POST', '/alerts', { body: { name: 'Printer on fire', severity: 'critical' } });
  });
  afterAll(() => service?.stop());

  it('puts traffic, services, resources, errors, alerts and health on one screen', async () => {
    const body = await eventually(async () => {
      const answer = await dashboard('15m');
      expect(answer.status).toBe(200);
      expect(answer.body.resources.cpu_percent).not.toBeNull();
      expect(answer.body.services).toContainEqual(expect.objectContaining({ service: 'monitoring', up: true }));
      return answer.body;
    });
    expect(body).toMatchObject({ window_seconds: 900, step_seconds: 15, health: { status: 'ok' } });
    expect(Date.now() - Date.parse(body.generated_at)).toBeLessThan(5000);

    expect(body.traffic.requests).toBeGreaterThanOrEqual(200);
    expect(body.traffic.error_percent).toBeGreaterThan(10);
    expect(body.services).toContainEqual(expect.objectContaining({ service: 'students', error_percent: 5, up: null }));
    const billing = body.services.find((one: { service: string }) => one.service === 'billing');
    expect(billing.error_percent).toBe(100);
    expect(billing.p95_ms / 1000).toBeCloseTo(1, 1);
    expect(body.traffic.latency_ms.p99 / 1000).toBeCloseTo(1, 1);

    expect(body.alerts).toMatchObject({ firing: 1, by_severity: { critical: 1, error: 0, warning: 0, info: 0 } });
    expect(body.alerts.items[0]).toMatchObject({ name: 'Printer on fire', severity: 'critical', status: 'firing' });

    expect(body.errors.total).toBe(3);
    expect(body.errors.series.count.reduce((sum: number, count: number) => sum + count, 0)).toBe(3);
    expect(body.errors.top[0]).toMatchObject({ error_type: 'BillingError', service: 'billing', count: 2 });

    for (const name of ['cpu_percent', 'memory_percent', 'disk_percent', 'load_1m']) {
      expect(body.resources[name]).toBeGreaterThanOrEqual(0);
    }
  });

  it.each([
    ['15m', 900],
    ['1h', 3600],
    ['6h', 21_600],
    ['24h', 86_400],
  ])('gives every column of %s a value or null for each timestamp', async (window, seconds) => {
    const { status, body } = await dashboard(window);
    expect(status).toBe(200);
    expect(body.window_seconds).toBe(seconds);
    for (const { timestamps, ...columns } of [body.traffic.series, body.resources.series, body.errors.series]) {
      expect(timestamps.length).toBeGreaterThanOrEqual(59);
      expect(timestamps.length).toBeLessThanOrEqual(120);
      for (const [index, timestamp] of timestamps.entries()) {
        if (index > 0) expect(Date.parse(timestamp) - Date.parse(timestamps[index - 1])).toBe(body.step_seconds * 1000);
      }
      for (const column of Object.values(columns) as (number | null)[][]) {
        expect(column).toHaveLength(timestamps.length);
        for (const value of column) expect(value === null || Number.isFinite(value)).toBe(true);
      }
    }
  });

  it('names the worst alerts, however many milder ones came after them', async () => {
    for (let number = 1; number <= 12; number++) {
      await service.request('POST', '/alerts', { body: { name: `Paper is low ${number}`, severity: 'info' } });
    }
    await eventually(async () => {
      const { firing, items } = (await dashboard('15m')).body.alerts;
      expect(firing).toBe(13);
      expect(items.map(({ name }: { name: string }) => name)).toEqual([
        'Printer on fire',
        ...Array.from({ length: 9 }, (_, index) => `Paper is low ${index + 1}`),
      ]);
    });
  });

  it('keeps taking data in, however many read at once', async () => {
    const windows = ['15m', '1h', '6h', '24h'];
    const reads = Array.from({ length: 40 }, (_, i) =>
      i % 2 === 0
        ? dashboard(windows[(i / 2) % 4])
        : service.request(
            'GET',
            '/metrics?metric_name=http_request_duration_ms&aggregation=p99&group_by=service&step=15',
          ),
    );
    const writes = Array.from({ length: 20 }, () =>
      service.request('POST', '/metrics', { as: 'ingest', body: durations('library', 5, 1) }),
    );
    const answers = await Promise.all([...reads, ...writes]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 201]));
  });

  it('shows an hour unless told otherwise', async () => {
    expect((await dashboard()).body.window_seconds).toBe(3600);
  });

  const range = (start: number, end?: number) =>
    service.request('GET', `/dashboard?start_time=${start}${end === undefined ? '' : `&end_time=${end}`}`, {
      as: 'viewer',
    });

  it.each([
    ['2 minutes', 120],
    ['41 minutes', 2460],
    ['5 hours', 18_000],
    ['3 days', 259_200],
    ['30 days', 2_592_000],
  ])('shows any range: %s', async (_, seconds) => {
    const end = Date.now() - 60_000;
    const { status, body } = await range(end - seconds * 1000, end);
    expect(status).toBe(200);
    expect(body.end_time).toBe(new Date(end).toISOString());
    expect(Date.parse(body.start_time)).toBeLessThanOrEqual(end - seconds * 1000);
    expect(end - seconds * 1000 - Date.parse(body.start_time)).toBeLessThan(body.step_seconds * 1000);
    expect(body.window_seconds).toBe(Math.ceil((end - Date.parse(body.start_time)) / 1000));
    for (const { timestamps, ...columns } of [body.resources.series, body.errors.series]) {
      expect(timestamps[0]).toBe(body.start_time);
      expect(timestamps.length).toBeGreaterThanOrEqual(60);
      expect(timestamps.length).toBeLessThanOrEqual(120);
      for (const column of Object.values(columns)) expect(column).toHaveLength(timestamps.length);
    }
  });

  it('has in a range up to now what the window has', async () => {
    await eventually(async () => {
      const { body } = await range(Date.now() - 3_600_000);
      expect(body.errors.total).toBe(3);
      expect(body.errors.top[0]).toMatchObject({ error_type: 'BillingError', count: 2 });
      expect(body.errors.top[0].group_id).toMatch(/^[\da-f-]{36}$/);
      expect(body.traffic.requests).toBeGreaterThanOrEqual(200);
      expect(body.services).toContainEqual(expect.objectContaining({ service: 'students', error_percent: 5 }));
    });
  });

  it('counts errors of long ranges by the hour, all of them', async () => {
    const { body } = await range(Date.now() - 7 * 86_400_000);
    expect(body.errors.total).toBe(3);
    expect(body.errors.series.count.reduce((sum: number, count: number) => sum + count, 0)).toBe(3);
    expect(body.errors.top[0]).toMatchObject({ error_type: 'BillingError', count: 2 });
    expect(Date.parse(body.errors.top[0].last_seen_at)).toBeLessThanOrEqual(Date.now());
  });

  it('has nothing of a range before anything was', async () => {
    const end = Date.now() - 6 * 3_600_000;
    const { body } = await range(end - 3_600_000, end);
    expect(body).toMatchObject({
      traffic: { requests: 0, error_percent: null },
      errors: { total: 0, top: [] },
      services: [],
    });
    expect(body.alerts.firing).toBe(13);
  });

  it.each([
    ['?window=1h&start_time=2026-01-01T00:00:00Z', 'window'],
    ['?start_time=2026-01-02T00:00:00Z&end_time=2026-01-01T00:00:00Z', 'start_time'],
    ['?start_time=0&end_time=60000', 'end_time'],
    [`?start_time=${Date.now() + 3_600_000}&end_time=${Date.now() + 7_200_000}`, 'start_time'],
    ['?start_time=<script>', 'start_time'],
    ['?end_time=now', 'end_time'],
  ])('refuses %s with the reason', async (query, path) => {
    const { status, body } = await service.request('GET', `/dashboard${query}`, { as: 'viewer' });
    expect({ status, path: body.errors?.[0]?.path }).toEqual({ status: 400, path });
  });

  it('refuses a window it does not have', async () => {
    const { status, body } = await dashboard('2h');
    expect(status).toBe(400);
    expect(body.errors[0]).toMatchObject({ path: 'window' });
  });
});
