import { eventually } from './support/eventually.js';
import { MailReceiver } from './support/mail-receiver.js';
import { MetricFeed } from './support/metric-feed.js';
import { startService, type TestService } from './support/service.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

/** Short enough for a test; the window is longer than the feed's interval, so that there is always a value. */
const QUICK = { window_seconds: 2, duration: 2, cooldown_seconds: 0 };

describe('alerting', () => {
  let service: TestService;
  let webhook: WebhookReceiver;
  let mail: MailReceiver;
  let feed: MetricFeed;

  beforeAll(async () => {
    [webhook, mail] = await Promise.all([WebhookReceiver.start(), MailReceiver.start()]);
    service = await startService({
      env: {
        ALERT_EVALUATION_SECONDS: '1',
        COLLECTOR_INTERVAL_SECONDS: '3600',
        ALERT_WEBHOOK_URL: webhook.url,
        SMTP_SERVER: '127.0.0.1',
        SMTP_PORT: String(mail.port),
        ALERT_FROM_EMAIL: 'alerts@example.org',
        ALERT_TO_EMAILS: 'admin@example.org',
      },
    });
    feed = new MetricFeed(service);
  });
  afterAll(async () => {
    feed?.stop();
    await service?.stop();
    await Promise.all([webhook?.close(), mail?.close()]);
  });

  /** Changes the default rule of this name. */
  async function tune(name: string, body: object) {
    const { items } = (await service.request('GET', '/alert-rules')).body;
    const { rule_id } = items.find((rule: { name: string }) => rule.name === name);
    const answer = await service.request('PATCH', `/alert-rules/${rule_id}`, { body });
    expect(answer.status).toBe(200);
    return answer.body;
  }

  async function addRule(body: object) {
    const answer = await service.request('POST', '/alert-rules', {
      body: { condition: 'gt', severity: 'error', ...QUICK, ...body },
    });
    expect(answer.status).toBe(201);
    return answer.body;
  }

  async function alertsOf(name: string, query = '') {
    const { status, body } = await service.request('GET', `/alerts?name=${encodeURIComponent(name)}${query}`, {
      as: 'viewer',
    });
    expect(status).toBe(200);
    return body.items;
  }

  const alertIn = (name: string, status: string, host?: string) =>
    eventually(async () => {
      const alerts = await alertsOf(name, `&status=${status}`);
      const alert = alerts.find(({ tags }: { tags: Record<string, string> }) => !host || tags.host === host);
      expect(alert).toBeDefined();
      return alert;
    });

  const told = (name: string) => webhook.messages.filter(({ alert }) => alert.name === name).map(({ event }) => event);

  it('goes from pending to firing to resolved with the metric, and tells by webhook and mail', async () => {
    // The machine that runs this test may be busy itself.
    await tune('High CPU Usage', { ...QUICK, matchers: [{ tag: 'host', operator: '=~', value: 'web-.' }] });
    feed.set('system_cpu_usage', { host: 'web-1' }, 20);
    feed.set('system_cpu_usage', { host: 'web-2' }, 91);

    const pending = await alertIn('High CPU Usage', 'pending', 'web-2');
    expect(pending).toMatchObject({
      status: 'pending',
      severity: 'warning',
      tags: { host: 'web-2' },
      fired_at: null,
      notified_at: null,
    });
    const fired = await alertIn('High CPU Usage', 'firing', 'web-2');
    expect(fired).toMatchObject({
      alert_id: pending.alert_id,
      tags: { host: 'web-2' },
      metric_name: 'system_cpu_usage',
      condition: 'gt',
      threshold: 80,
      value: 91,
    });
    expect(Date.parse(fired.fired_at) - Date.parse(fired.started_at)).toBeGreaterThanOrEqual(2000);
    await eventually(() => expect(told('High CPU Usage')).toEqual(['firing']));
    await eventually(() =>
      expect(mail.mails.map(({ subject }) => subject)).toContain('[WARNING] High CPU Usage (host=web-2)'),
    );

    feed.set('system_cpu_usage', { host: 'web-2' }, 30);
    const resolved = await alertIn('High CPU Usage', 'resolved', 'web-2');
    expect(resolved).toMatchObject({ alert_id: fired.alert_id, resolved_by: null, resolution_reason: 'recovered' });
    await eventually(() => expect(told('High CPU Usage')).toEqual(['firing', 'resolved']));
    await eventually(() =>
      expect(mail.mails.map(({ subject }) => subject)).toContain('[RESOLVED] High CPU Usage (host=web-2)'),
    );
    const { body } = await service.request('GET', `/alerts/${fired.alert_id}`);
    expect(body.history.map(({ kind }: { kind: string }) => kind)).toEqual(['pending', 'firing', 'resolved']);
  });

  it('drops a pending alert that recovers in time, telling nobody', async () => {
    await addRule({ name: 'Short spike', metric_name: 'spike', threshold: 3, duration: 60 });
    feed.set('spike', {}, 5);
    const pending = await alertIn('Short spike', 'pending');
    feed.set('spike', {}, 1);
    await eventually(async () => expect(await alertsOf('Short spike', '&status=pending,firing,resolved')).toEqual([]));
    expect((await service.request('GET', `/alerts/${pending.alert_id}`)).status).toBe(404);
    expect(told('Short spike')).toEqual([]);
  });

  it('has one alert for each group', async () => {
    await tune('Critical Memory Usage', QUICK);
    for (const host of ['a', 'b', 'c']) feed.set('system_memory_usage', { host }, 97);
    feed.set('system_memory_usage', { host: 'd' }, 40);
    await eventually(() => expect(told('Critical Memory Usage')).toHaveLength(3));
    const alerts = await alertsOf('Critical Memory Usage', '&status=pending,firing,resolved');
    expect(alerts.map(({ tags }: { tags: { host: string } }) => tags.host).toSorted()).toEqual(['a', 'b', 'c']);
  });

  it('judges the share of failed requests for each service, and none where there is little traffic', async () => {
    await tune('High Error Rate', { duration: 1, window_seconds: 4 });
    const requests = (name: string, status: string, count: number) =>
      feed.set('http_requests_total', { service: name, status, method: 'GET', route: '/' }, count, 'counter');
    requests('billing', '200', 20);
    requests('billing', '503', 5);
    requests('students', '200', 100);
    requests('students', '500', 4);
    requests('quiet', '500', 0.1);
    const alert = await alertIn('High Error Rate', 'firing');
    expect(alert).toMatchObject({ tags: { service: 'billing' }, severity: 'error', threshold: 5 });
    expect(alert.value).toBeCloseTo(20, 5);
    expect(await alertsOf('High Error Rate')).toHaveLength(1);

    // Traffic that ends is no failing traffic: the alert is over, and says why.
    for (const status of ['200', '503'])
      feed.silence('http_requests_total', { service: 'billing', status, method: 'GET', route: '/' });
    const over = await alertIn('High Error Rate', 'resolved');
    expect(over).toMatchObject({ alert_id: alert.alert_id, resolution_reason: 'no_data' });
  });

  it('judges the slowest requests of a service', async () => {
    await tune('Slow Response Time', { duration: 1, window_seconds: 2 });
    feed.set('http_request_duration_ms', { service: 'reports', route: '/yearly' }, 3000, 'histogram');
    feed.set('http_request_duration_ms', { service: 'students', route: '/' }, 30, 'histogram');
    const alert = await alertIn('Slow Response Time', 'firing');
    expect(alert.tags).toEqual({ service: 'reports' });
    expect(alert.value).toBeGreaterThan(2900);
    expect(alert.value).toBeLessThan(3100);
  });

  it('finds a service that is down, and does not take silence for its return', async () => {
    await tune('Service Down', { ...QUICK, duration: 1 });
    feed.set('service_up', { service: 'students' }, 1);
    feed.set('service_up', { service: 'billing' }, 0);
    const down = await alertIn('Service Down', 'firing');
    expect(down).toMatchObject({
      severity: 'critical',
      tags: { service: 'billing' },
      condition: 'eq',
      threshold: 0,
      value: 0,
    });

    feed.silence('service_up', { service: 'billing' });
    const silent = await eventually(async () => {
      const [alert] = await alertsOf('Service Down');
      expect(alert.missing_since).not.toBeNull();
      return alert;
    });
    expect(silent).toMatchObject({ alert_id: down.alert_id, status: 'firing' });

    feed.set('service_up', { service: 'billing' }, 1);
    await alertIn('Service Down', 'resolved');
    const { body } = await service.request('GET', `/alerts/${down.alert_id}`);
    expect(body.history.map(({ kind }: { kind: string }) => kind)).toEqual([
      'pending',
      'firing',
      'data_missing',
      'resolved',
    ]);
    expect(await alertsOf('Service Down', '&service=students&status=pending,firing,resolved')).toEqual([]);
  });

  it('holds a second notification back until the cooldown is over', async () => {
    await addRule({ name: 'Flapping', metric_name: 'flapping', threshold: 10, duration: 0, cooldown_seconds: 8 });
    feed.set('flapping', {}, 50);
    const first = await alertIn('Flapping', 'firing');
    await eventually(() => expect(told('Flapping')).toEqual(['firing']));
    feed.set('flapping', {}, 1);
    await alertIn('Flapping', 'resolved');
    feed.set('flapping', {}, 50);
    const second = await alertIn('Flapping', 'firing');
    expect(second).toMatchObject({ notified_at: null });
    expect(second.alert_id).not.toBe(first.alert_id);
    await eventually(() => expect(told('Flapping')).toEqual(['firing', 'resolved', 'firing']));
    const { body } = await service.request('GET', `/alerts/${second.alert_id}`);
    expect(body.history.map(({ kind }: { kind: string }) => kind)).toEqual([
      'pending',
      'firing',
      'notification_delayed',
    ]);
    expect(Date.parse(body.notified_at) - Date.parse(first.notified_at)).toBeGreaterThanOrEqual(8000);
  });

  it('evaluates the other rules when one cannot be evaluated, and says why', async () => {
    const flood = Array.from({ length: 1001 }, (_, i) => ({
      metric_name: 'flood',
      metric_type: 'gauge',
      value: 1,
      tags: { id: `${i}` },
    }));
    await service.request('POST', '/metrics', { body: flood });
    const bad = await addRule({
      name: 'A flood',
      metric_name: 'flood',
      threshold: 0,
      group_by: ['id'],
      window_seconds: 3600,
    });
    await addRule({ name: 'B fine', metric_name: 'fine', threshold: 0, duration: 0 });
    feed.set('fine', {}, 1);
    await alertIn('B fine', 'firing');
    await eventually(async () => {
      const { body } = await service.request('GET', `/alert-rules/${bad.rule_id}`);
      expect(body.last_error).toContain('1001 groups');
    });
    expect(await alertsOf('A flood')).toEqual([]);
  });

  it('resolves the alerts of a rule that is disabled, measures something else or is deleted', async () => {
    feed.set('watched', { host: 'a' }, 9);
    const rule = await addRule({
      name: 'Watched',
      metric_name: 'watched',
      threshold: 5,
      duration: 0,
      group_by: ['host'],
    });
    const path = `/alert-rules/${rule.rule_id}`;
    const endedBy = async (reason: string, act: () => Promise<unknown>) => {
      const { alert_id } = await alertIn('Watched', 'firing');
      await act();
      const { body } = await service.request('GET', `/alerts/${alert_id}`);
      expect(body).toMatchObject({ status: 'resolved', resolution_reason: reason, resolved_by: 'test-admin' });
    };
    await endedBy('rule_disabled', () => service.request('PATCH', path, { body: { enabled: false } }));
    await service.request('PATCH', path, { body: { enabled: true } });
    await endedBy('rule_changed', () => service.request('PATCH', path, { body: { aggregation: 'max' } }));
    await endedBy('rule_deleted', () => service.request('DELETE', path));
    await eventually(() =>
      expect(told('Watched')).toEqual(['firing', 'resolved', 'firing', 'resolved', 'firing', 'resolved']),
    );
  });

  it('counts the metrics of all groups together without group_by, and narrows them by matchers', async () => {
    for (const [kind, value] of [
      ['a', 5],
      ['b', 6],
      ['robot', 1000],
    ] as const)
      feed.set('visits', { kind }, value);
    const matchers = [{ tag: 'kind', operator: '!=', value: 'robot' }];
    await addRule({ name: 'Visits', metric_name: 'visits', aggregation: 'max', matchers, threshold: 5.5, duration: 0 });
    expect(await alertIn('Visits', 'firing')).toMatchObject({ tags: {}, value: 6 });
  });

  it('removes resolved alerts with their history after the retention', async () => {
    const { alert_id } = await alertIn('Watched', 'resolved');
    await service.query("update alert_instances set resolved_at = now() - interval '366 days' where alert_id = $1", [
      alert_id,
    ]);
    const cleanup = (dry_run: boolean) => service.request('POST', '/cleanup', { body: { dry_run } });
    const rows = async (dryRun: boolean) =>
      (await cleanup(dryRun)).body.results.find(({ table }: { table: string }) => table === 'alert_instances').rows;
    expect(await rows(true)).toBe(1);
    expect((await service.request('GET', `/alerts/${alert_id}`)).status).toBe(200);
    expect(await rows(false)).toBe(1);
    expect((await service.request('GET', `/alerts/${alert_id}`)).status).toBe(404);
    for (const table of ['alert_events', 'notifications']) {
      expect(await service.query(`select 1 from ${table} where alert_id = $1`, [alert_id])).toEqual([]);
    }
  });
});
