import { startService, type TestService } from './support/service.js';
import { ServiceProcess } from './support/service-process.js';

describe('configuration', () => {
  it('with faults ends the start with exit code 1 and names all of them', async () => {
    const service = ServiceProcess.spawn({
      PORT: 'many',
      LOG_RETENTION_DAYS: '0',
      SLACK_WEBHOOK_URL: 'ftp://secret-place',
    });
    expect(await service.ended()).toBe(1);
    expect(service.output).toContain('The configuration has 3 faults');
    expect(service.output).toContain('PORT: expected a whole number from 0 to 65535, got "many"');
    expect(service.output).toContain('LOG_RETENTION_DAYS: expected a whole number from 1 to 3650, got "0"');
    expect(service.output).not.toContain('secret-place');
  });

  describe('at run time', () => {
    let service: TestService;

    beforeAll(async () => {
      service = await startService({ env: { METRIC_RETENTION_DAYS: '12' } });
    });
    afterAll(() => service?.stop());

    it('starts as the environment says', async () => {
      expect((await service.request('GET', '/config')).body).toEqual({
        metric_retention_days: 12,
        log_retention_days: 90,
        alert_retention_days: 365,
        health_check_interval: 60,
        enable_tracing: true,
        sample_rate: 0.1,
      });
    });

    it('tells the default and the limits of each setting', async () => {
      const { status, body } = await service.request('GET', '/config/settings', { as: 'viewer' });
      expect(status).toBe(200);
      const limits = body.items.map(({ name, kind, default_value, minimum, maximum }: Record<string, unknown>) => {
        return [name, kind, default_value, minimum, maximum];
      });
      expect(limits).toEqual([
        ['metric_retention_days', 'integer', 12, 1, 3650],
        ['log_retention_days', 'integer', 90, 1, 3650],
        ['alert_retention_days', 'integer', 365, 1, 3650],
        ['health_check_interval', 'integer', 60, 1, 86_400],
        ['enable_tracing', 'boolean', true, null, null],
        ['sample_rate', 'number', 0.1, 0, 1],
      ]);
      expect(body.items[1].variable).toBe('LOG_RETENTION_DAYS');
      expect((await service.request('GET', '/config/settings', { as: 'ingest' })).status).toBe(403);
    });

    it('is changed by an administrator, on the audit trail, and stays changed after a restart', async () => {
      const changed = await service.request('PATCH', '/config', { body: { log_retention_days: 7, sample_rate: 0.5 } });
      expect(changed.status).toBe(200);
      expect(changed.body).toMatchObject({ metric_retention_days: 12, log_retention_days: 7, sample_rate: 0.5 });
      const [entry] = (await service.request('GET', '/audit?action=configuration.changed')).body.items;
      expect(entry).toMatchObject({
        actor: 'test-admin',
        before: { log_retention_days: 90, sample_rate: 0.1 },
        after: { log_retention_days: 7, sample_rate: 0.5 },
        request_id: changed.headers.get('x-request-id'),
      });
      await service.restart();
      expect((await service.request('GET', '/config')).body).toMatchObject({ log_retention_days: 7, sample_rate: 0.5 });
    });

    it.each([
      [{ sample_rate: 2 }, 'sample_rate'],
      [{ log_retention_days: '7' }, 'log_retention_days'],
      [{ log_retention_days: 0 }, 'log_retention_days'],
      [{ log_retention_days: null }, 'log_retention_days'],
      [{ sample_rate: null }, 'sample_rate'],
      [{ colour: 'red' }, 'colour'],
    ])('refuses %j and changes nothing', async (body, path) => {
      const before = (await service.request('GET', '/config')).body;
      const answer = await service.request('PATCH', '/config', { body: { health_check_interval: 30, ...body } });
      expect(answer.status).toBe(422);
      expect(answer.body.errors).toEqual([expect.objectContaining({ path })]);
      expect((await service.request('GET', '/config')).body).toEqual(before);
    });
  });
});
