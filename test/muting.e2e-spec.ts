import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

describe('muting', () => {
  let service: TestService;
  let webhook: WebhookReceiver;

  beforeAll(async () => {
    webhook = await WebhookReceiver.start();
    service = await startService({ env: { ALERT_WEBHOOK_URL: webhook.url, ALERT_EVALUATION_SECONDS: '1' } });
  });
  afterAll(async () => {
    await service?.stop();
    await webhook?.close();
  });

  const post = (path: string, body: object = {}) => service.request('POST', path, { body });
  const raise = async (name: string, tags: Record<string, string> = {}) =>
    (await post('/alerts', { name, severity: 'warning', tags, notification_channels: ['webhook'] })).body;
  const read = async (alertId: string) => (await service.request('GET', `/alerts/${alertId}`)).body;
  const toldOf = (alertId: string) =>
    webhook.messages.filter((each) => each.alert.alert_id === alertId).map(({ event }) => event);
  const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
  const silence = (matchers: object[]) =>
    post('/silences', { matchers, ends_at: inAnHour(), comment: 'the mover comes' });

  it('tells nobody of a silenced alert, says why, and tells it when the silence ends', async () => {
    const made = await silence([{ tag: 'host', operator: '=~', value: 'db-[0-9]+' }]);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ status: 'active', author: 'test-admin', comment: 'the mover comes' });
    const id = made.body.silence_id;

    const alert = await raise('Disk is full', { host: 'db-1' });
    expect(alert).toMatchObject({
      status: 'firing',
      notified_at: null,
      suppressed_by: { kind: 'silence', id, reason: 'the mover comes' },
    });
    const other = await raise('Disk is full', { host: 'web-1' });
    expect(other.suppressed_by).toBeNull();
    await eventually(() => expect(toldOf(other.alert_id)).toEqual(['firing']));
    const muted = await read(alert.alert_id);
    expect(muted.notifications).toEqual([]);
    expect(muted.history.map(({ kind }: { kind: string }) => kind)).toEqual(['firing', 'suppressed']);

    expect((await post(`/silences/${id}/expire`)).body).toMatchObject({ silence_id: id, status: 'expired' });
    expect((await post(`/silences/${id}/expire`)).status).toBe(409);
    await eventually(() => expect(toldOf(alert.alert_id)).toEqual(['firing']));
    expect(await read(alert.alert_id)).toMatchObject({ suppressed_by: null, notified_at: expect.any(String) });
    await post(`/alerts/${alert.alert_id}/resolve`);
    await eventually(() => expect(toldOf(alert.alert_id)).toEqual(['firing', 'resolved']));
  });

  it('does not tell the end of what was not told', async () => {
    await silence([{ tag: 'name', operator: '=', value: 'Quiet' }]);
    const alert = await raise('Quiet');
    await post(`/alerts/${alert.alert_id}/resolve`);
    expect(await read(alert.alert_id)).toMatchObject({ status: 'resolved', notifications: [], notified_at: null });
  });

  it('mutes the alerts of rules as well', async () => {
    const made = await silence([{ tag: 'queue', operator: '=', value: 'mail' }]);
    const rule = await post('/alert-rules', {
      name: 'Queue is long',
      metric_name: 'queue_length',
      aggregation: 'last',
      group_by: ['queue'],
      condition: 'gt',
      threshold: 10,
      severity: 'error',
      notification_channels: ['webhook'],
    });
    await post('/metrics', { metric_name: 'queue_length', value: 50, metric_type: 'gauge', tags: { queue: 'mail' } });
    const path = `/alerts?rule_id=${rule.body.rule_id}`;
    const alert = await eventually(async () => {
      const [found] = (await service.request('GET', path)).body.items;
      expect(found).toMatchObject({ status: 'firing', suppressed_by: { kind: 'silence' } });
      return found;
    });
    await post(`/silences/${made.body.silence_id}/expire`);
    await eventually(() => expect(toldOf(alert.alert_id)).toEqual(['firing']));
    const { history } = await read(alert.alert_id);
    expect(history.filter(({ kind }: { kind: string }) => kind === 'suppressed')).toHaveLength(1);
  });

  it('hides the high CPU alert while the critical one of the same host fires', async () => {
    const { items } = (await service.request('GET', '/inhibition-rules')).body;
    expect(items).toHaveLength(1);
    const critical = await raise('Critical CPU Usage', { host: 'a' });
    const hidden = await raise('High CPU Usage', { host: 'a' });
    const shown = await raise('High CPU Usage', { host: 'b' });
    expect(hidden.suppressed_by).toMatchObject({ kind: 'inhibition', id: items[0].inhibition_rule_id });
    expect(shown.suppressed_by).toBeNull();
    await post(`/alerts/${critical.alert_id}/resolve`);
    await eventually(() => expect(toldOf(hidden.alert_id)).toEqual(['firing']));
  });

  it('makes, changes and deletes inhibition rules', async () => {
    const term = (value: string) => [{ tag: 'name', operator: '=', value }];
    const made = await post('/inhibition-rules', {
      comment: 'c',
      source_matchers: term('a'),
      target_matchers: term('b'),
    });
    expect(made.body).toMatchObject({ equal: [], enabled: true });
    const path = `/inhibition-rules/${made.body.inhibition_rule_id}`;
    const changed = await service.request('PATCH', path, { body: { enabled: false } });
    expect(changed.body).toMatchObject({ comment: 'c', enabled: false });
    expect((await service.request('DELETE', path)).status).toBe(204);
    expect((await service.request('GET', path)).status).toBe(404);
  });

  it.each([
    ['ends_at', { matchers: [{ tag: 'a', operator: '=', value: 'b' }], ends_at: 1000, comment: 'c' }],
    ['matchers', { matchers: [], ends_at: '2999-01-01T00:00:00Z', comment: 'c' }],
    [
      'matchers[0].value',
      { matchers: [{ tag: 'a', operator: '=~', value: '(' }], ends_at: '2999-01-01T00:00:00Z', comment: 'c' },
    ],
  ])('refuses a silence with a fault in %s', async (path, body) => {
    const refused = await post('/silences', body);
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].path).toBe(path);
  });

  const window = {
    comment: 'backups',
    matchers: [{ tag: 'job', operator: '=', value: 'backup' }],
    cron: '* * * * *',
    duration_minutes: 5,
  };

  it('mutes while a maintenance window holds, and tells when it is disabled', async () => {
    const made = await post('/maintenance-windows', window);
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({ time_zone: 'UTC', is_active: true });
    expect(made.body.next_occurrences).toHaveLength(3);
    const path = `/maintenance-windows/${made.body.maintenance_window_id}`;
    const alert = await raise('Slow disk', { job: 'backup' });
    expect(alert.suppressed_by).toMatchObject({ kind: 'maintenance_window', reason: 'backups' });
    const off = await service.request('PATCH', path, { body: { enabled: false } });
    expect(off.body).toMatchObject({ is_active: false, next_occurrences: [] });
    await eventually(() => expect(toldOf(alert.alert_id)).toEqual(['firing']));
    expect((await service.request('DELETE', path)).status).toBe(204);
  });

  it.each([
    ['cron', { cron: 'whenever' }],
    ['cron', { cron: '0 0 30 2 *' }],
    ['time_zone', { time_zone: 'Mars/Base' }],
    ['duration_minutes', { duration_minutes: 0 }],
  ])('refuses a maintenance window with a fault in %s', async (path, fault) => {
    const refused = await post('/maintenance-windows', { ...window, ...fault });
    expect(refused.status).toBe(422);
    expect(refused.body.errors[0].path).toBe(path);
  });

  it('lists silences by status', async () => {
    const later = { starts_at: inAnHour(), ends_at: '2999-01-01T00:00:00Z', comment: 'later' };
    await post('/silences', { matchers: [{ tag: 'a', operator: '=', value: 'b' }], ...later });
    const pending = await service.request('GET', '/silences?status=pending');
    expect(pending.body.items).toMatchObject([{ status: 'pending', comment: 'later' }]);
    const expired = await service.request('GET', '/silences?status=expired', { as: 'viewer' });
    expect(expired.body.items.every(({ status }: { status: string }) => status === 'expired')).toBe(true);
  });
});
