import { eventually } from './support/eventually.js';
import { MetricFeed } from './support/metric-feed.js';
import { startService, type TestService } from './support/service.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

const RULE = { condition: 'gt', severity: 'warning', window_seconds: 2, cooldown_seconds: 0, group_by: ['host'] };

/** When an alert begins and ends other than by its threshold alone. */
describe('conditions of alert rules', () => {
  let service: TestService;
  let webhook: WebhookReceiver;
  let feed: MetricFeed;

  beforeAll(async () => {
    webhook = await WebhookReceiver.start();
    service = await startService({
      env: { ALERT_EVALUATION_SECONDS: '1', COLLECTOR_INTERVAL_SECONDS: '3600', ALERT_WEBHOOK_URL: webhook.url },
    });
    feed = new MetricFeed(service);
  });
  afterAll(async () => {
    feed?.stop();
    await service?.stop();
    await webhook?.close();
  });

  const add = (body: object) => service.request('POST', '/alert-rules', { body: { ...RULE, ...body } });

  async function alertsOf(name: string, status: string) {
    const { body } = await service.request('GET', `/alerts?name=${encodeURIComponent(name)}&status=${status}`);
    return body.items;
  }

  const alertIn = (name: string, status: string) =>
    eventually(async () => {
      const [alert] = await alertsOf(name, status);
      expect(alert).toBeDefined();
      return alert;
    });

  const kindsOf = async (alertId: string) =>
    (await service.request('GET', `/alerts/${alertId}`)).body.history.map(({ kind }: { kind: string }) => kind);

  it('ends at a threshold of its own, after the calm has lasted', async () => {
    expect(
      (
        await add({
          name: 'Queue',
          metric_name: 'queue_length',
          threshold: 80,
          resolve_threshold: 60,
          keep_firing_for: 2,
        })
      ).status,
    ).toBe(201);
    feed.set('queue_length', { host: 'web-1' }, 90);
    const { alert_id } = await alertIn('Queue', 'firing');
    feed.set('queue_length', { host: 'web-1' }, 70);
    await eventually(async () => expect((await alertIn('Queue', 'firing')).value).toBe(70));
    feed.set('queue_length', { host: 'web-1' }, 50);
    await eventually(async () => expect(await kindsOf(alert_id)).toContain('condition_cleared'));
    feed.set('queue_length', { host: 'web-1' }, 90);
    await eventually(async () => expect(await kindsOf(alert_id)).toContain('condition_returned'));
    feed.set('queue_length', { host: 'web-1' }, 50);
    expect(await alertIn('Queue', 'resolved')).toMatchObject({ alert_id, resolution_reason: 'recovered' });
    expect(await kindsOf(alert_id)).toEqual([
      'pending',
      'firing',
      'condition_cleared',
      'condition_returned',
      'condition_cleared',
      'resolved',
    ]);
  });

  it('fires about a group that falls silent, not about one that never was, and passes annotations on', async () => {
    const annotations = { dashboard: 'https://grafana.example.org/d/beats' };
    await add({
      name: 'Silence',
      metric_name: 'heartbeat',
      threshold: 1e9,
      duration: 1,
      missing_data: 'fire',
      annotations,
    });
    feed.set('heartbeat', { host: 'web-1' }, 1);
    feed.set('heartbeat', { host: 'web-2' }, 1);
    await eventually(async () => {
      const { items } = (await service.request('GET', '/metrics/series?metric_name=heartbeat')).body;
      expect(items).toHaveLength(2);
    });
    feed.silence('heartbeat', { host: 'web-2' });
    const alert = await alertIn('Silence', 'firing');
    expect(alert).toMatchObject({ tags: { host: 'web-2' }, value: null, annotations });
    expect(alert.missing_since).not.toBeNull();
    await eventually(() => {
      const told = webhook.messages.filter((message) => message.alert.name === 'Silence');
      expect(told).toEqual([
        expect.objectContaining({ event: 'firing', alert: expect.objectContaining({ annotations }) }),
      ]);
    });
    feed.set('heartbeat', { host: 'web-2' }, 1);
    expect(await alertIn('Silence', 'resolved')).toMatchObject({ resolution_reason: 'recovered' });
  });

  it('takes silence for zero', async () => {
    await add({ name: 'Nothing sold', metric_name: 'sales', condition: 'lt', threshold: 1, missing_data: 'zero' });
    feed.set('sales', { host: 'shop' }, 5);
    await eventually(async () => {
      const { items } = (await service.request('GET', '/alert-rules')).body;
      const rule = items.find(({ name }: { name: string }) => name === 'Nothing sold');
      expect(rule.last_evaluated_at).not.toBeNull();
    });
    feed.silence('sales', { host: 'shop' });
    expect(await alertIn('Nothing sold', 'firing')).toMatchObject({ value: 0, missing_since: null });
  });

  it('holds an alert that comes and goes too often', async () => {
    await add({ name: 'Flapping', metric_name: 'pulse', threshold: 50 });
    for (let round = 0; round < 4; round++) {
      feed.set('pulse', { host: 'web-1' }, 90);
      await alertIn('Flapping', 'firing');
      feed.set('pulse', { host: 'web-1' }, 10);
      if (round < 3)
        await eventually(async () => expect(await alertsOf('Flapping', 'resolved')).toHaveLength(round + 1));
    }
    const flapping = await eventually(async () => {
      const alert = await alertIn('Flapping', 'firing');
      expect(await kindsOf(alert.alert_id)).toContain('condition_cleared');
      return alert;
    });
    expect(flapping.is_flapping).toBe(true);
    expect(await kindsOf(flapping.alert_id)).toEqual(['pending', 'firing', 'flapping', 'condition_cleared']);
  });

  it.each([
    [{ resolve_threshold: 90 }, 'resolve_threshold'],
    [{ resolve_threshold: 'low' }, 'resolve_threshold'],
    [{ keep_firing_for: -1 }, 'keep_firing_for'],
    [{ missing_data: 'panic' }, 'missing_data'],
    [{ annotations: { a: 1 } }, 'annotations'],
  ])('refuses %j with its path', async (fault, path) => {
    const answer = await add({ name: 'Faulty', metric_name: 'queue_length', threshold: 80, ...fault });
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toMatch(new RegExp(`^${path}`));
  });
});
