import { setTimeout } from 'node:timers/promises';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

/** The channel `gathered` groups by service; its times are given per test. */
describe('alerts gathered into one notification', () => {
  let service: TestService;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
    service = await startService();
  });
  afterAll(async () => {
    await service?.stop();
    await receiver?.close();
  });
  beforeEach(() => {
    receiver.received.length = 0;
    receiver.answer = 204;
  });

  let made = 0;
  async function channel(grouping: object, settings: object = {}): Promise<string> {
    const name = `gathered-${++made}`;
    const answer = await service.request('POST', '/channels', {
      body: {
        name,
        type: 'webhook',
        settings,
        secrets: { url: receiver.url },
        grouping: { group_by: ['service'], ...grouping },
      },
    });
    expect(answer.status).toBe(201);
    return name;
  }
  async function raise(name: string, notification_channel: string, tags: object, severity = 'error'): Promise<string> {
    const body = { name, severity, tags, notification_channels: [notification_channel] };
    const answer = await service.request('POST', '/alerts', { body });
    expect(answer.status).toBe(201);
    return answer.body.alert_id;
  }
  async function resolve(alertId: string): Promise<void> {
    expect((await service.request('POST', `/alerts/${alertId}/resolve`, { body: {} })).status).toBe(200);
  }

  it('waits for others of its group and tells them together, the worst first', async () => {
    const to = await channel({ group_wait: 2 });
    const mild = await raise('Slow', to, { service: 'billing', host: 'a' }, 'warning');
    await raise('Slow', to, { service: 'exams' });
    const bad = await raise('Down', to, { service: 'billing', host: 'b' }, 'critical');
    const { body: waiting } = await service.request('GET', `/notifications?alert_id=${mild}`);
    expect(['pending', 'waiting']).toContain(waiting.items[0].status);
    await eventually(() => expect(receiver.received).toHaveLength(2));
    const [billing] = receiver.messages.filter(({ group }) => group.labels.service === 'billing');
    expect(billing).toMatchObject({
      event: 'firing',
      alert: { alert_id: bad },
      group: { labels: { service: 'billing' }, firing: 2, resolved: 0 },
      alerts: [
        { alert_id: bad, status: 'firing', name: 'Down' },
        { alert_id: mild, status: 'firing', name: 'Slow' },
      ],
    });
    const { body: told } = await service.request('GET', `/notifications?alert_id=${mild}`);
    expect(told.items).toMatchObject([{ status: 'grouped', grouped_into: billing.notification_id, alert_count: 1 }]);
    const { body: whole } = await service.request('GET', `/notifications/${billing.notification_id}`);
    expect(whole).toMatchObject({ grouped_into: null, message: { group: { firing: 2 } } });
  });

  it('tells what changes after its interval, and that all is over with the same group', async () => {
    const to = await channel({ group_wait: 0, group_interval: 3 });
    const first = await raise('First', to, { service: 'billing' });
    await eventually(() => expect(receiver.received).toHaveLength(1));
    const second = await raise('Second', to, { service: 'billing' });
    await setTimeout(1_500);
    expect(receiver.received).toHaveLength(1);
    await eventually(() => expect(receiver.received).toHaveLength(2));
    expect(receiver.messages[1].alerts.map(({ alert_id }: { alert_id: string }) => alert_id).sort()).toEqual(
      [first, second].sort(),
    );
    await resolve(first);
    await resolve(second);
    await eventually(() => expect(receiver.received).toHaveLength(3));
    expect(receiver.messages[2]).toMatchObject({ event: 'resolved', group: { firing: 0, resolved: 2 } });
    expect(new Set(receiver.messages.map(({ group }) => group.group_id)).size).toBe(1);
    expect(await service.query(`select from notification_groups where channel = '${to}'`)).toHaveLength(0);
  });

  it('says nothing of what was over before the group was told, and the history tells so', async () => {
    const to = await channel({ group_wait: 1 });
    const alertId = await raise('Brief', to, { service: 'billing' });
    await resolve(alertId);
    const notifications = await eventually(async () => {
      const { body } = await service.request('GET', `/alerts/${alertId}`);
      expect(body.notifications.map(({ status }: { status: string }) => status)).toEqual(['skipped', 'skipped']);
      return body;
    });
    expect(notifications.history.at(-1)).toMatchObject({
      kind: 'notification_skipped',
      comment: `began and ended while its group waited (${to})`,
    });
    expect(receiver.received).toHaveLength(0);
  });

  it('tells a group that goes on firing again, unless somebody has taken charge of it', async () => {
    const to = await channel({ group_wait: 0, repeat_interval: 60 });
    const alertId = await raise('Goes on', to, { service: 'billing' });
    await eventually(() => expect(receiver.received).toHaveLength(1));
    const hurry = () => service.query(`update notification_groups set due_at = now() where channel = '${to}'`);
    await hurry();
    await eventually(() => expect(receiver.received).toHaveLength(2));
    expect(receiver.messages[1]).toMatchObject({ event: 'firing', alerts: [{ alert_id: alertId }] });
    expect(receiver.messages[1].notification_id).not.toBe(receiver.messages[0].notification_id);
    await service.request('POST', `/alerts/${alertId}/acknowledge`, { body: {} });
    await hurry();
    await eventually(async () => {
      const due = await service.query(`select from notification_groups where channel = '${to}' and due_at > now()`);
      expect(due).toHaveLength(1);
    });
    expect(receiver.received).toHaveLength(2);
  });

  it('writes Alertmanager’s groups', async () => {
    const to = await channel({ group_wait: 1 }, { format: 'alertmanager' });
    await raise('One', to, { service: 'billing', host: 'a' });
    await raise('Two', to, { service: 'billing', host: 'b' });
    await eventually(() => expect(receiver.received).toHaveLength(1));
    expect(receiver.messages[0]).toMatchObject({
      groupKey: '{}:{service="billing"}',
      groupLabels: { service: 'billing' },
      commonLabels: { service: 'billing', severity: 'error' },
      alerts: [{ labels: { alertname: 'One' } }, { labels: { alertname: 'Two' } }],
    });
    expect(receiver.messages[0].commonLabels).not.toHaveProperty('host');
  });

  it('loses nothing that waits when the service is killed, and lets go of it when the channel gathers no more', async () => {
    const to = await channel({ group_wait: 3600 });
    const alertId = await raise('Waits', to, { service: 'billing' });
    await eventually(async () => {
      const { body } = await service.request('GET', `/notifications?alert_id=${alertId}`);
      expect(body.items[0].status).toBe('waiting');
    });
    await service.kill();
    await service.launch();
    expect((await service.request('PATCH', `/channels/${to}`, { body: { grouping: null } })).status).toBe(200);
    await eventually(() => expect(receiver.received).toHaveLength(1));
    expect(receiver.messages[0]).toMatchObject({ event: 'firing', alert: { alert_id: alertId } });
    expect(receiver.messages[0]).not.toHaveProperty('group');
  });

  it('lets go of what a replica gathered that did not yet know that the channel gathers no more', async () => {
    const to = await channel({ group_wait: 3600 });
    const alertId = await raise('Left behind', to, { service: 'billing' });
    await eventually(async () => {
      const { body } = await service.request('GET', `/notifications?alert_id=${alertId}`);
      expect(body.items[0].status).toBe('waiting');
    });
    await service.query('update notification_channels set grouping = null, version = version + 1 where name = $1', [
      to,
    ]);
    await eventually(() => expect(receiver.messages.map(({ alert }) => alert.alert_id)).toEqual([alertId]));
  });

  it.each([
    [{ group_wait: -1 }, 'grouping.group_wait'],
    [{ repeat_interval: 1 }, 'grouping.repeat_interval'],
    [{ group_by: ['a', 'a'] }, 'grouping.group_by'],
    [{ wait: 1 }, 'grouping.wait'],
  ])('refuses %j', async (grouping, path) => {
    const body = { name: 'never', type: 'webhook', secrets: { url: receiver.url }, grouping };
    const answer = await service.request('POST', '/channels', { body });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe(path);
  });
});
