import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';

describe('health', () => {
  let service: TestService;
  let billing: Server;
  let billingStatus = 200;
  const lastUp = async (name: string): Promise<number | undefined> => {
    const path = `/metrics?metric_name=service_up&tags=service=${name}&aggregation=last`;
    return (await service.request('GET', path)).body.items[0]?.points.at(-1)?.value;
  };

  beforeAll(async () => {
    billing = createServer((_, response) => response.writeHead(billingStatus).end());
    await new Promise<void>((done) => billing.listen(0, '127.0.0.1', done));
    const url = `http://127.0.0.1:${(billing.address() as AddressInfo).port}/health`;
    service = await startService({
      env: {
        HEALTH_CHECK_INTERVAL: '1',
        HEALTH_CHECK_TARGETS: `billing=${url}, library=http://127.0.0.1:1/health`,
        ALERT_EVALUATION_SECONDS: '1',
      },
    });
  });
  afterAll(async () => {
    await service?.stop();
    billing?.closeAllConnections();
    billing?.close();
  });

  it('says to anybody that all is well', async () => {
    const { status, headers, body } = await service.request('GET', '/health', { as: null });
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('no-store');
    expect(body).toMatchObject({
      status: 'ok',
      service: 'monitoring',
      version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    });
    for (const check of ['database', 'metrics_ingest', 'jobs']) {
      expect(body.checks[check]).toEqual({ status: 'up', latency_ms: expect.any(Number) });
    }
  });

  it('runs its checks about once a second, however often it is asked', async () => {
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => service.request('GET', '/health', { as: null })),
    );
    const times = new Set(answers.map(({ body }) => body.checked_at));
    expect(times.size).toBeLessThanOrEqual(2);
  });

  it('says to anybody that the process is up', async () => {
    const { status, body } = await service.request('GET', '/status', { as: null });
    expect(status).toBe(200);
    expect(body).toMatchObject({ service: 'monitoring', status: 'up' });
    expect(body.uptime_seconds).toBeGreaterThanOrEqual(0);
    expect(Math.abs(Date.parse(body.started_at) + body.uptime_seconds * 1000 - Date.parse(body.time))).toBeLessThan(
      1500,
    );
  });

  it('checks itself and other services, as metrics and as rows', async () => {
    await eventually(async () => {
      expect(await lastUp('monitoring')).toBe(1);
      expect(await lastUp('billing')).toBe(1);
      expect(await lastUp('library')).toBe(0);
    });
    billingStatus = 503;
    await eventually(async () => expect(await lastUp('billing')).toBe(0));

    const rows = await service.query<{ service: string; status: string; message: string | null; duration_ms: number }>(
      'select distinct on (service) service, status, message, duration_ms from system_health order by service, checked_at desc',
    );
    expect(rows).toEqual([
      { service: 'billing', status: 'down', message: 'HTTP 503', duration_ms: expect.any(Number) },
      { service: 'library', status: 'down', message: expect.any(String), duration_ms: expect.any(Number) },
      { service: 'monitoring', status: 'up', message: null, duration_ms: expect.any(Number) },
    ]);
  });

  it('raises Service Down for a service whose check fails, and resolves it when the service is back', async () => {
    const { items: rules } = (await service.request('GET', '/alert-rules')).body;
    const { rule_id } = rules.find(({ name }: { name: string }) => name === 'Service Down');
    expect((await service.request('PATCH', `/alert-rules/${rule_id}`, { body: { duration: 2 } })).status).toBe(200);
    const alerts = async (status: string) =>
      (await service.request('GET', `/alerts?rule_id=${rule_id}&service=billing&status=${status}`)).body.items;

    billingStatus = 503;
    await eventually(async () =>
      expect(await alerts('firing')).toEqual([
        expect.objectContaining({ name: 'Service Down', severity: 'critical', tags: { service: 'billing' }, value: 0 }),
      ]),
    );
    billingStatus = 200;
    await eventually(async () => {
      expect(await alerts('pending,firing')).toEqual([]);
      expect(await alerts('resolved')).toEqual([expect.objectContaining({ resolution_reason: 'recovered' })]);
    });
  });

  it('checks at the interval that an administrator sets, from then on', async () => {
    await service.request('PATCH', '/config', { body: { health_check_interval: 3600 } });
    const count = async () => (await service.query<{ count: string }>('select count(*) from health_checks'))[0]!.count;
    const atFirst = await count();
    const before = Date.now();
    // Three intervals of the old setting, told by the clock of another metric that goes on.
    await eventually(() => expect(Date.now() - before).toBeGreaterThan(3000));
    expect(Number(await count()) - Number(atFirst)).toBeLessThanOrEqual(3);
    await service.request('PATCH', '/config', { body: { health_check_interval: 1 } });
    const slow = await count();
    await eventually(async () => expect(Number(await count())).toBeGreaterThan(Number(slow)));
  });
});
