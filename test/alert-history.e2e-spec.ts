import { startService, type TestService } from './support/service.js';

const HOUR_MS = 3_600_000;
const ALERTS = 100_000;

describe('the history of alerts', () => {
  let service: TestService;
  const now = Date.now();

  beforeAll(async () => {
    service = await startService();
    // One each minute, back from an hour ago.
    await service.query(
      `insert into alert_instances (alert_id, fingerprint, name, description, severity, status, source, tags, labels,
         notification_channels, started_at, fired_at, resolved_at, held_ms, evaluated_at)
       select gen_random_uuid(), n::text, 'Alert ' || n % 500, '', 'warning', 'resolved', 'test', jsonb_build_object('service', 's' || n % 900),
         '{}', '{}', at, at, at + interval '30 seconds', 0, at
       from generate_series(1, ${ALERTS}) n, lateral (select $1::timestamptz - n * interval '1 minute' as at) times`,
      [new Date(now - HOUR_MS).toISOString()],
    );
    await service.query('analyze alert_instances');
  }, 120_000);
  afterAll(() => service?.stop());

  const read = (query: Record<string, string | number>) => {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
    return service.request('GET', `/alerts?status=resolved&${search}`, { as: 'viewer' });
  };

  it('is listed by when alerts began, page by page', async () => {
    const span = { start_time: now - 3 * HOUR_MS, end_time: new Date(now - 2 * HOUR_MS).toISOString() };
    const first = await read({ ...span, limit: 40 });
    const second = await read({ ...span, limit: 40, cursor: first.body.next_cursor });
    const began = [...first.body.items, ...second.body.items].map(({ started_at }) => Date.parse(started_at));
    expect(began).toEqual(Array.from({ length: 60 }, (_, i) => now - 2 * HOUR_MS - (i + 1) * 60_000));
    expect(second.body.next_cursor).toBeNull();
    expect((await read({ start_time: now })).body.items).toEqual([]);
    expect((await read({ ...span, name: 'Alert 61', limit: 1000 })).body.items).toHaveLength(1);
    expect((await read({ ...span, service: 's61', limit: 1000 })).body.items).toHaveLength(1);
  });

  it.each([
    ['start_time', 'yesterday'],
    ['end_time', '2026-11-23T22:00:00'],
  ])('refuses a %s of %s, which is no time', async (name, value) => {
    const { status, body } = await read({ [name]: value });
    expect({ status, path: body.errors?.[0]?.path }).toEqual({ status: 400, path: name });
  });

  it.each([
    [
      'in a range of time',
      `started_at >= now() - interval '30 days' and started_at < now() - interval '29 days'`,
      'started_at',
    ],
    ['of a name', `name = 'Alert 7'`, 'name'],
    ['of a service', `tags ->> 'service' = 's7'`, 'service'],
  ])('is read by an index, not as a whole: %s', async (_, condition, index) => {
    const rows = await service.query(
      `explain select * from alert_instances where status = any ('{resolved}') and ${condition}
       order by started_at desc, alert_id::text desc limit 101`,
    );
    const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
    expect(plan).toContain(`alert_instances_${index}`);
    expect(plan).not.toContain('Seq Scan');
  });
});
