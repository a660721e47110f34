import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

describe('alerts raised by hand', () => {
  let service: TestService;
  let webhook: WebhookReceiver;

  beforeAll(async () => {
    webhook = await WebhookReceiver.start();
    service = await startService({ env: { ALERT_WEBHOOK_URL: webhook.url } });
  });
  afterAll(async () => {
    await service?.stop();
    await webhook?.close();
  });

  const raise = (body: object) => service.request('POST', '/alerts', { body });
  const outage = {
    name: 'Card payments are failing',
    severity: 'critical',
    source: 'support',
    tags: { service: 'billing' },
  };

  it('fires at once, notifies, is resolved with a comment and notifies again', async () => {
    const raised = await raise({
      ...outage,
      description: 'Since noon.',
      value: 41,
      threshold: 10,
      metric_name: 'payments_failed',
    });
    expect(raised.status).toBe(201);
    expect(raised.body).toMatchObject({
      ...outage,
      rule_id: null,
      status: 'firing',
      value: 41,
      threshold: 10,
      resolved_at: null,
    });
    const { alert_id } = raised.body;

    const told = await eventually(() => {
      const message = webhook.messages.find((each) => each.alert.alert_id === alert_id && each.event === 'firing');
      expect(message).toBeDefined();
      return message;
    });
    expect(told.alert).toMatchObject({
      name: outage.name,
      severity: 'critical',
      tags: { service: 'billing' },
      status: 'firing',
    });

    const resolved = await service.request('POST', `/alerts/${alert_id}/resolve`, {
      body: { comment: 'The provider is back.' },
    });
    expect(resolved.status).toBe(200);
    expect(resolved.body).toMatchObject({
      status: 'resolved',
      resolved_by: 'test-admin',
      resolution_reason: 'manual',
      comment: 'The provider is back.',
    });
    await eventually(() => expect(webhook.messages.map(({ event }) => event)).toEqual(['firing', 'resolved']));

    const { body } = await eventually(async () => {
      const read = await service.request('GET', `/alerts/${alert_id}`, { as: 'viewer' });
      expect(read.body.notifications).toHaveLength(6);
      for (const notification of read.body.notifications) expect(notification.status).not.toBe('pending');
      return read;
    });
    expect(body.history).toMatchObject([
      { kind: 'firing', actor: 'test-admin', value: 41 },
      { kind: 'resolved', actor: 'test-admin', comment: 'The provider is back.' },
    ]);
    const outcome = body.notifications.map((each: Record<string, never>) => [each.event, each.channel, each.status]);
    expect(outcome).toEqual(
      expect.arrayContaining([
        ['firing', 'email', 'skipped'],
        ['firing', 'slack', 'skipped'],
        ['firing', 'webhook', 'delivered'],
        ['resolved', 'webhook', 'delivered'],
      ]),
    );
    const skipped = body.notifications.find((each: { channel: string }) => each.channel === 'email');
    expect(skipped.attempts).toMatchObject([
      { outcome: 'skipped', error: 'SMTP_SERVER, ALERT_FROM_EMAIL, ALERT_TO_EMAILS are not set' },
    ]);

    const trail = await service.request('GET', '/audit?limit=2');
    expect(trail.body.items).toMatchObject([
      { action: 'alert.resolved', actor: 'test-admin', target_id: alert_id },
      { action: 'alert.raised', actor: 'test-admin', target_id: alert_id },
    ]);
  });

  it('refuses a second resolution and an unknown alert', async () => {
    const { body } = await raise({ name: 'Once', severity: 'info', notification_channels: [] });
    expect((await service.request('POST', `/alerts/${body.alert_id}/resolve`)).status).toBe(200);
    expect((await service.request('POST', `/alerts/${body.alert_id}/resolve`, { body: {} })).status).toBe(409);
    for (const faulty of [{ comment: 'x'.repeat(2001) }, { comment: 7 }, { remark: 'Mine.' }]) {
      for (const response of ['resolve', 'acknowledge', 'unacknowledge']) {
        const refused = await service.request('POST', `/alerts/${body.alert_id}/${response}`, { body: faulty });
        expect({ status: refused.status, path: refused.body.errors?.[0].path }).toEqual({
          status: 422,
          path: Object.keys(faulty)[0],
        });
      }
    }
    const unknown = '00000000-0000-4000-8000-000000000000';
    expect((await service.request('POST', `/alerts/${unknown}/resolve`, { body: {} })).status).toBe(404);
    expect((await service.request('GET', `/alerts/${unknown}`)).status).toBe(404);
    expect((await service.request('GET', '/alerts/not-an-id')).status).toBe(400);
  });

  it('has one open alert of the same source, name and tags, even when raised many times at once', async () => {
    const same = { name: 'Twice', severity: 'error', tags: { a: '1', b: '2' }, notification_channels: [] };
    const answers = await Promise.all(Array.from({ length: 8 }, () => raise(same)));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 409)).toHaveLength(7);
    const first = answers.find(({ status }) => status === 201)!.body.alert_id;
    expect(answers.find(({ status }) => status === 409)!.body.detail).toContain(first);
    expect((await raise({ ...same, tags: { b: '2', a: '1' } })).status).toBe(409);
    expect((await raise({ ...same, tags: { a: '1' } })).status).toBe(201);
    await service.request('POST', `/alerts/${first}/resolve`, { body: {} });
    expect((await raise(same)).status).toBe(201);
  });

  it('lists open alerts, filters and pages', async () => {
    for (let i = 0; i < 5; i++) {
      await raise({
        name: 'Paged',
        severity: i % 2 ? 'warning' : 'error',
        tags: { service: `s${i}` },
        notification_channels: [],
      });
    }
    const seen: string[] = [];
    let cursor = '';
    do {
      const { status, body } = await service.request(
        'GET',
        `/alerts?name=Paged&limit=2${cursor && `&cursor=${cursor}`}`,
        { as: 'viewer' },
      );
      expect(status).toBe(200);
      seen.push(...body.items.map((alert: { tags: { service: string } }) => alert.tags.service));
      cursor = body.next_cursor;
    } while (cursor);
    expect(seen).toEqual(['s4', 's3', 's2', 's1', 's0']);

    const count = async (query: string) =>
      (await service.request('GET', `/alerts?name=Paged&${query}`)).body.items.length;
    expect(await count('severity=warning')).toBe(2);
    expect(await count('severity=warning,error')).toBe(5);
    expect(await count('service=s3')).toBe(1);
    expect(await count('status=resolved')).toBe(0);
    expect(await count('status=pending')).toBe(0);
    expect((await service.request('GET', '/alerts?status=resolved')).body.items.length).toBeGreaterThan(0);
    for (const query of [
      'status=open',
      'severity=bad',
      'limit=0',
      'limit=x',
      'cursor=abc',
      'colour=red',
      'rule_id=1',
    ]) {
      expect({ query, ...(await service.request('GET', `/alerts?${query}`)) }).toMatchObject({ status: 400 });
    }
  });

  it.each([
    { path: 'name', body: { severity: 'error' } },
    { path: 'name', body: { name: 'a\nb', severity: 'error' } },
    { path: 'name', body: { name: 'x'.repeat(201), severity: 'error' } },
    { path: 'severity', body: { name: 'a', severity: 'bad' } },
    { path: 'tags', body: { name: 'a', severity: 'error', tags: { a: 1 } } },
    { path: 'tags', body: { name: 'a', severity: 'error', tags: null } },
    { path: 'tags', body: { name: 'a', severity: 'error', tags: { a: 'x'.repeat(10_000) } } },
    { path: 'value', body: { name: 'a', severity: 'error', value: 'much' } },
    { path: 'notification_channels[0]', body: { name: 'a', severity: 'error', notification_channels: ['pigeon'] } },
    { path: 'colour', body: { name: 'a', severity: 'error', colour: 'red' } },
  ])('refuses a faulty $path', async ({ path, body }) => {
    const answer = await raise(body);
    expect(answer).toMatchObject({ status: 422, body: { status: 422, errors: [{ path }] } });
  });

  it('is for administrators', async () => {
    for (const as of ['viewer', 'ingest'] as const) {
      expect((await service.request('POST', '/alerts', { as, body: outage })).status).toBe(403);
      expect(
        (await service.request('POST', '/alerts/00000000-0000-4000-8000-000000000000/resolve', { as, body: {} }))
          .status,
      ).toBe(403);
    }
    expect((await service.request('GET', '/alerts', { as: 'ingest' })).status).toBe(403);
    expect((await service.request('GET', '/alerts', { as: null })).status).toBe(401);
  });

  it('shows the alerts to people who use SQL', async () => {
    const rows = await service.query(
      "select name, status, severity, tags ->> 'service' as service from alerts where name = 'Paged'",
    );
    expect(rows).toHaveLength(5);
    const undocumented = await service.query(
      "select attname from pg_attribute where attrelid = 'alerts'::regclass and attnum > 0 and col_description(attrelid, attnum) is null",
    );
    expect(undocumented).toEqual([]);
  });
});
