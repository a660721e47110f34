import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

const DAY_MS = 86_400_000;

describe('metric retention', () => {
  let service: TestService;

  beforeAll(async () => {
    service = await startService({ env: { METRIC_RETENTION_DAYS: '30', METRIC_COMPACTION_SECONDS: '1' } });
  });
  afterAll(() => service?.stop());

  async function counts(): Promise<Record<string, number>> {
    const [row] = await service.query<Record<string, number>>(
      `select (select count(*)::int from metric_series where name like 'old.%') as series,
              (select count(*)::int from metric_totals t join metric_series s on s.id = t.series_id where s.name like 'old.%') as totals,
              (select count(*)::int from metric_chunks c join metric_series s on s.id = c.series_id where s.name like 'old.%') as chunks,
              (select count(*)::int from metric_batches) as batches,
              (select count(*)::int from metric_inbox) as inbox`,
    );
    return row!;
  }

  it('removes expired chunks, then series, totals and batch ids, and nothing else', async () => {
    const now = Date.now();
    const item = (metric_name: string, days: number) => ({
      metric_name,
      metric_type: 'counter',
      value: 1,
      timestamp: now - days * DAY_MS,
    });
    const body = [item('old.gone', 20), item('old.kept', 20), item('old.kept', 1)];
    const headers = { 'x-batch-id': 'old' };
    expect((await service.request('POST', '/metrics', { body, headers })).status).toBe(201);
    await eventually(async () => expect(await counts()).toMatchObject({ inbox: 0, chunks: 3, totals: 2 }));

    const config = { metric_retention_days: 10 };
    expect((await service.request('PATCH', '/config', { body: config })).status).toBe(200);
    const dry = await service.request('POST', '/cleanup', { body: { dry_run: true } });
    expect(dry.body.results).toContainEqual({ table: 'metric_chunks', partitions: [], rows: 2 });
    expect(await counts()).toMatchObject({ series: 2, chunks: 3 });

    await service.query(`update metric_series set last_seen_at = now() - interval '13 days' where name = 'old.gone'`);
    await service.query(`update metric_batches set recorded_at = now() - interval '8 days'`);
    const done = await service.request('POST', '/cleanup', { body: {} });
    expect(done.body.results).toContainEqual({ table: 'metric_chunks', partitions: [], rows: 2 });
    expect(await counts()).toEqual({ series: 1, totals: 1, chunks: 1, batches: 0, inbox: 0 });
    const { body: left } = await service.request(
      'GET',
      `/metrics?metric_name=old.kept&start_time=${now - 30 * DAY_MS}`,
    );
    expect(left.items).toHaveLength(1);
  });

  it('makes the series of a metric anew that is recorded again', async () => {
    await service.restart();
    const body = { metric_name: 'old.gone', metric_type: 'counter', value: 5 };
    expect((await service.request('POST', '/metrics', { body })).status).toBe(201);
    const { body: sum } = await service.request('GET', '/metrics?metric_name=old.gone&aggregation=sum');
    expect(sum.items[0].points[0].value).toBe(5);
  });
});
