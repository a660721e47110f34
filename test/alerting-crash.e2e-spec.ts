import { eventually } from './support/eventually.js';
import { MetricFeed } from './support/metric-feed.js';
import { startService, type TestService } from './support/service.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

describe('alerting through crashes and on several replicas', () => {
  let service: TestService;
  let webhook: WebhookReceiver;
  let feed: MetricFeed;
  let env: NodeJS.ProcessEnv;

  beforeAll(async () => {
    webhook = await WebhookReceiver.start();
    env = { ALERT_EVALUATION_SECONDS: '1', COLLECTOR_INTERVAL_SECONDS: '3600', ALERT_WEBHOOK_URL: webhook.url };
    service = await startService({ env });
    feed = new MetricFeed(service);
  });
  afterAll(async () => {
    feed?.stop();
    await service?.stop();
    await webhook?.close();
  });

  const addRule = (name: string, metric_name: string) =>
    service.request('POST', '/alert-rules', {
      body: {
        name,
        metric_name,
        condition: 'gt',
        threshold: 5,
        severity: 'critical',
        duration: 1,
        window_seconds: 3,
        group_by: ['service'],
        notification_channels: ['webhook'],
      },
    });
  const openAlerts = (name: string) =>
    service.query<{ alert_id: string; status: string }>('select * from alerts where name = $1', [name]);
  const told = (name: string) => webhook.messages.filter(({ alert }) => alert.name === name);

  it('delivers after a restart what fired before a kill, and fires no second time', async () => {
    await webhook.close();
    await addRule('Killed', 'killed');
    feed.set('killed', { service: 'billing' }, 9);
    const [fired] = await eventually(async () => {
      const alerts = await openAlerts('Killed');
      expect(alerts).toMatchObject([{ status: 'firing' }]);
      return alerts;
    });
    await service.kill();
    expect(told('Killed')).toEqual([]);
    await webhook.listen();
    await service.launch();

    const [message] = await eventually(
      () => {
        expect(told('Killed').length).toBeGreaterThan(0);
        return told('Killed');
      },
      { timeoutMs: 40_000 },
    );
    expect(message).toMatchObject({
      event: 'firing',
      alert: { alert_id: fired!.alert_id, tags: { service: 'billing' } },
    });
    feed.set('killed', { service: 'billing' }, 1);
    await eventually(() => expect(told('Killed').map(({ event }) => event)).toEqual(['firing', 'resolved']));
    expect(await openAlerts('Killed')).toMatchObject([{ alert_id: fired!.alert_id, status: 'resolved' }]);
  });

  it('keeps counting a pending alert after a restart, without the time it was away', async () => {
    await addRule('Interrupted', 'interrupted');
    const rule = (await service.request('GET', '/alert-rules')).body.items.find(
      ({ name }: { name: string }) => name === 'Interrupted',
    );
    await service.request('PATCH', `/alert-rules/${rule.rule_id}`, { body: { duration: 3600 } });
    feed.set('interrupted', { service: 'a' }, 9);
    await eventually(async () => expect(await openAlerts('Interrupted')).toMatchObject([{ status: 'pending' }]));
    await service.kill();
    // As if it had been away for two hours.
    await service.query(
      "update alert_instances set evaluated_at = evaluated_at - interval '2 hours' where name = 'Interrupted'",
    );
    await service.launch();
    await eventually(async () => {
      const [row] = await service.query<{ fresh: boolean; status: string; held_ms: number }>(
        "select status, held_ms, evaluated_at > now() - interval '1 minute' as fresh from alert_instances where name = 'Interrupted'",
      );
      expect(row).toMatchObject({ fresh: true, status: 'pending' });
      expect(row!.held_ms).toBeLessThan(60_000);
    });
  });

  it('evaluates and tells once, however many replicas run', async () => {
    const replicas = await Promise.all(
      [1, 2].map(() => startService({ env: { ...env, DATABASE_URL: service.databaseUrl }, ownDatabase: false })),
    );
    try {
      await addRule('Replicated', 'replicated');
      for (const name of ['a', 'b', 'c', 'd']) feed.set('replicated', { service: name }, 9);
      await eventually(() => expect(told('Replicated')).toHaveLength(4), { timeoutMs: 30_000 });
      for (const name of ['a', 'b', 'c', 'd']) feed.set('replicated', { service: name }, 1);
      await eventually(() => expect(told('Replicated')).toHaveLength(8), { timeoutMs: 30_000 });
      expect(new Set(told('Replicated').map(({ notification_id }) => notification_id)).size).toBe(8);
      expect(await openAlerts('Replicated')).toHaveLength(4);
    } finally {
      await Promise.all(replicas.map((replica) => replica.stop()));
    }
  });
});
