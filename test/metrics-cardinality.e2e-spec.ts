import { eventually } from './support/eventually.js';
import { postMetrics } from './support/post-metrics.js';
import { startService, type TestService } from './support/service.js';

describe('cardinality of metrics', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { METRIC_SERIES_LIMIT: '10', COLLECTOR_INTERVAL_SECONDS: '3600' } });
  });
  afterAll(() => service?.stop());

  const series = (count: number, name = 'logins') =>
    Array.from({ length: count }, (_, i) => ({
      metric_name: name,
      metric_type: 'counter',
      value: 1,
      tags: { service: 'portal', student: `s${i}`, method: 'GET' },
    }));
  const report = async (query: string) => (await service.request('GET', `/metrics/cardinality?${query}`)).body;
  const warnings = (text: string) =>
    service.output.split('\n').filter((line) => line.includes(text) && line.includes('"portal"'));

  it('counts the series of services, metrics and tags, the most first', async () => {
    await postMetrics(service, [...series(5), ...series(2, 'logouts')]);
    expect(await report('service=portal')).toEqual({
      series_count: 7,
      series_limit: 10,
      services: [{ service: 'portal', series_count: 7, overflow_series_count: 0, used_percent: 70 }],
      metrics: [
        { metric_name: 'logins', series_count: 5 },
        { metric_name: 'logouts', series_count: 2 },
      ],
      tags: [
        { tag: 'student', series_count: 7, value_count: 5 },
        { tag: 'method', series_count: 7, value_count: 1 },
        { tag: 'service', series_count: 7, value_count: 1 },
      ],
    });
    expect((await report('service=portal&limit=1')).tags).toHaveLength(1);
    expect((await report('service=nobody')).services).toEqual([]);
    const all = await report('');
    expect(all.series_count).toBeGreaterThanOrEqual(7);
    expect(all.services.map((row: { service: string }) => row.service)).toContain('portal');
  });

  it('warns once when a service has used 80 % of its series, and once when it has used all', async () => {
    expect(warnings('80 %')).toEqual([]);
    await postMetrics(service, series(6));
    await postMetrics(service, series(7));
    await postMetrics(service, series(7));
    await eventually(() => expect(warnings('80 %')).toHaveLength(1));
    expect(warnings('all of its series')).toEqual([]);
    await postMetrics(service, series(20));
    await postMetrics(service, series(30));
    await eventually(() => expect(warnings('all of its series')).toHaveLength(1));
    expect(warnings('80 %')).toHaveLength(1);
    const [portal] = (await report('service=portal')).services;
    expect(portal).toEqual({ service: 'portal', series_count: 10, overflow_series_count: 1, used_percent: 100 });
  });

  it('answers 400 for a limit that is none', async () => {
    expect((await service.request('GET', '/metrics/cardinality?limit=0')).status).toBe(400);
  });
});
