import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

const TOKEN = 'a-token-that-nobody-must-see';
const SIGNING = 'a-signing-secret-that-nobody-must-see';

describe('channels', () => {
  let service: TestService;
  let receiver: WebhookReceiver;

  beforeAll(async () => {
    receiver = await WebhookReceiver.start();
    service = await startService({ env: { ALERT_WEBHOOK_URL: receiver.url } });
  });
  beforeEach(() => {
    receiver.answer = 204;
    receiver.answerBody = '';
    receiver.received.length = 0;
  });
  afterAll(async () => {
    await service?.stop();
    await receiver?.close();
  });

  const create = (body: object) => service.request('POST', '/channels', { body });
  const webhookChannel = (name: string, more: object = {}) => ({
    name,
    type: 'webhook',
    settings: { format: 'json' },
    secrets: { url: receiver.url, headers: { Authorization: `Bearer ${TOKEN}` }, signing_secret: SIGNING },
    ...more,
  });

  it('lists those of the environment, and what keeps them from being used', async () => {
    const { body } = await service.request('GET', '/channels');
    expect(body.next_cursor).toBeNull();
    expect(body.items.slice(0, 4)).toMatchObject([
      { name: 'email', built_in: true, unavailable: 'SMTP_SERVER, ALERT_FROM_EMAIL, ALERT_TO_EMAILS are not set' },
      { name: 'slack', built_in: true, unavailable: 'SLACK_WEBHOOK_URL is not set', secrets: { url: 'not set' } },
      { name: 'webhook', built_in: true, unavailable: null, secrets: { url: 'set', signing_secret: 'not set' } },
      { name: 'sms', built_in: true, unavailable: 'ALERT_SMS_PROVIDER, ALERT_SMS_TO are not set' },
    ]);
  });

  it('are made, read, changed and deleted, and never show a secret', async () => {
    const made = await create(webhookChannel('office'));
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'office',
        type: 'webhook',
        built_in: false,
        unavailable: null,
        settings: { format: 'json' },
        secrets: { url: 'set', headers: 'set', signing_secret: 'set' },
        messages_per_minute: null,
      },
    });
    const changed = await service.request('PATCH', '/channels/office', {
      body: { settings: { format: 'alertmanager' }, secrets: { signing_secret: null }, messages_per_minute: 30 },
    });
    expect(changed).toMatchObject({
      status: 200,
      body: {
        settings: { format: 'alertmanager' },
        secrets: { url: 'set', headers: 'set', signing_secret: 'not set' },
        messages_per_minute: 30,
      },
    });
    expect((await service.request('GET', '/channels/office')).body).toEqual(changed.body);
    expect(await service.request('DELETE', '/channels/office')).toMatchObject({ status: 204 });
    expect(await service.request('GET', '/channels/office')).toMatchObject({ status: 404 });

    const trail = await service.query<{ action: string; details: object; before: object; after: object }>(
      "select action, details, before, after from audit_entries where target_type = 'channel' order by recorded_at",
    );
    expect(trail.map(({ action }) => action)).toEqual(['channel.created', 'channel.changed', 'channel.deleted']);
    expect(trail[1]).toMatchObject({
      before: { messages_per_minute: null },
      after: { messages_per_minute: 30 },
      details: { sealed: ['signing_secret'] },
    });
    const said = JSON.stringify([made.body, changed.body, trail]) + service.output;
    for (const secret of [TOKEN, SIGNING, receiver.url]) expect(said).not.toContain(secret);
  });

  it('keep their secrets sealed, with a key that only this account can read', async () => {
    await create(webhookChannel('sealed'));
    const [row] = await service.query<{ secrets: Buffer }>(
      "select secrets from notification_channels where name = 'sealed'",
    );
    for (const secret of [TOKEN, SIGNING, receiver.url]) expect(row!.secrets.includes(secret)).toBe(false);
    const file = join(service.dataDir, 'channel-secret-key');
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(readFileSync(file, 'utf8').length).toBeGreaterThan(60);
    // Moved to another channel it cannot be opened.
    await create(webhookChannel('thief', { secrets: { url: receiver.url } }));
    await service.query("update notification_channels set secrets = $1, version = 99 where name = 'thief'", [
      row!.secrets,
    ]);
    expect((await service.request('POST', '/channels/thief/test', { body: {} })).body).toMatchObject({
      delivered: false,
      error: 'its secrets were changed since they were sealed',
    });
    const unavailable = 'its secrets were changed since they were sealed';
    expect((await service.request('GET', '/channels/thief')).body).toMatchObject({
      unavailable,
      secrets: { url: 'not set' },
    });
    expect(await service.request('PATCH', '/channels/thief', { body: {} })).toMatchObject({ status: 409 });
  });

  it.each([
    ['a name with capitals', { name: 'Office' }, 'name'],
    ['an unknown type', { type: 'pigeon' }, 'type'],
    ['an unknown setting', { settings: { colour: 'red' } }, 'settings.colour'],
    ['an unknown secret', { secrets: { url: 'http://a', pin: '1' } }, 'secrets.pin'],
    ['a missing address', { secrets: {} }, 'secrets.url'],
    ['an address of another kind', { secrets: { url: 'file:///etc/passwd' } }, 'secrets.url'],
    ['an account in an address', { secrets: { url: 'http://a:b@example.org' } }, 'secrets.url'],
    ['a header that is none', { secrets: { url: 'http://a', headers: { 'a b': 'c' } } }, 'secrets.headers.a b'],
    ['a header that adds another', { secrets: { url: 'http://a', headers: { a: 'b\r\nc: d' } } }, 'secrets.headers.a'],
    ['a header of the connection', { secrets: { url: 'http://a', headers: { Host: 'b' } } }, 'secrets.headers.Host'],
    ['headers that are no object', { secrets: { url: 'http://a', headers: 'b' } }, 'secrets.headers'],
    ['an unknown format', { settings: { format: 'xml' } }, 'settings.format'],
    ['a limit of nothing', { messages_per_minute: 0 }, 'messages_per_minute'],
    ['a template for a webhook', { text_template: 'a' }, 'text_template'],
    [
      'an unknown variable',
      { type: 'teams', settings: {}, secrets: { url: 'http://a' }, text_template: '{{pass}}' },
      'text_template',
    ],
    [
      'a text with NUL',
      { type: 'teams', settings: {}, secrets: { url: 'http://a' }, text_template: 'a\0b' },
      'text_template',
    ],
    ['no recipients', { type: 'email', settings: { to: [] }, secrets: {} }, 'settings.to'],
    ['a recipient who is none', { type: 'email', settings: { to: ['a@b.org', 'b'] }, secrets: {} }, 'settings.to[1]'],
    ['a number without its country', { type: 'sms', settings: { to: ['0771234567'] }, secrets: {} }, 'settings.to[0]'],
    [
      'a port that is none',
      { type: 'email', settings: { to: ['a@b.org'], smtp_port: 1.5 }, secrets: {} },
      'settings.smtp_port',
    ],
  ])('refuse %s with its path', async (_, change, path) => {
    const { status, body } = await create(webhookChannel('faulty', { secrets: { url: 'http://a' }, ...change }));
    expect({ status, paths: body.errors.map((fault: { path: string }) => fault.path) }).toEqual({
      status: 422,
      paths: expect.arrayContaining([path]),
    });
  });

  it('keep what PostgreSQL cannot hold out of the way', async () => {
    const { status } = await create(
      webhookChannel('odd', { type: 'slack', settings: { username: 'a\ud800b' }, secrets: { url: 'http://a' } }),
    );
    expect(status).toBe(201);
    expect((await service.request('GET', '/channels/odd')).body.settings).toEqual({ username: 'a\ufffdb' });
  });

  it('refuse a name that is taken, and changes of those of the environment', async () => {
    expect(await create(webhookChannel('twice'))).toMatchObject({ status: 201 });
    expect(await create(webhookChannel('twice'))).toMatchObject({ status: 409, body: { errors: [{ path: 'name' }] } });
    expect(await create(webhookChannel('email'))).toMatchObject({ status: 409 });
    expect(await service.request('PATCH', '/channels/slack', { body: {} })).toMatchObject({ status: 409 });
    expect(await service.request('DELETE', '/channels/sms')).toMatchObject({ status: 409 });
    expect(await service.request('DELETE', '/channels/none')).toMatchObject({ status: 404 });
  });

  it('are for administrators alone', async () => {
    for (const [method, path] of [
      ['GET', '/channels'],
      ['GET', '/channels/email'],
      ['POST', '/channels/email/test'],
      ['POST', '/channels/preview'],
    ] as const) {
      expect(await service.request(method, path, { as: 'viewer' })).toMatchObject({ status: 403 });
    }
  });

  it('can be named by rules and alerts, and not deleted while a rule does', async () => {
    await create(webhookChannel('on-call'));
    const rule = { name: 'Named', metric_name: 'a', condition: 'gt', threshold: 1, severity: 'error' };
    const refused = { status: 422, body: { errors: [{ path: 'notification_channels[1]' }] } };
    const unknown = { notification_channels: ['on-call', 'pigeon'] };
    expect(await service.request('POST', '/alert-rules', { body: { ...rule, ...unknown } })).toMatchObject(refused);
    expect(
      await service.request('POST', '/alerts', { body: { name: 'a', severity: 'info', ...unknown } }),
    ).toMatchObject(refused);
    const { body } = await service.request('POST', '/alert-rules', {
      body: { ...rule, notification_channels: ['on-call', 'sms'] },
    });
    expect(body.notification_channels).toEqual(['on-call', 'sms']);
    const path = `/alert-rules/${body.rule_id}`;
    expect(await service.request('PATCH', path, { body: unknown })).toMatchObject(refused);
    expect(await service.request('DELETE', '/channels/on-call')).toMatchObject({
      status: 409,
      body: { detail: expect.stringContaining('"Named"') },
    });
    await service.request('PATCH', path, { body: { notification_channels: [] } });
    expect(await service.request('DELETE', '/channels/on-call')).toMatchObject({ status: 204 });
  });

  it('leave nothing waiting when they are deleted', async () => {
    receiver.answer = 503;
    await create(webhookChannel('gone'));
    const { body } = await service.request('POST', '/alerts', {
      body: { name: 'To nowhere', severity: 'info', notification_channels: ['gone'] },
    });
    await eventually(() => expect(receiver.received.length).toBeGreaterThan(0));
    await service.request('DELETE', '/channels/gone');
    await service.request('POST', `/alerts/${body.alert_id}/resolve`);
    const { body: alert } = await service.request('GET', `/alerts/${body.alert_id}`);
    expect(alert.notifications).toMatchObject([{ event: 'firing', channel: 'gone', status: 'skipped' }]);
  });

  it('outlive a change of the key, which seals their secrets anew', async () => {
    const old = readFileSync(join(service.dataDir, 'channel-secret-key'), 'utf8');
    await create(webhookChannel('rotated'));
    const sealed = () =>
      service.query<{ secrets: Buffer }>("select secrets from notification_channels where name = 'rotated'");
    const [before] = await sealed();
    const next = 'a new key of more than thirty-two bytes';
    const replica = (keys: string) =>
      startService({ env: { DATABASE_URL: service.databaseUrl, CHANNEL_SECRET_KEYS: keys }, ownDatabase: false });
    const rotating = await replica(`${next},${old}`);
    try {
      expect((await rotating.request('POST', '/channels/rotated/test')).body).toMatchObject({ delivered: true });
      await eventually(async () => expect((await sealed())[0]!.secrets.equals(before!.secrets)).toBe(false));
    } finally {
      await rotating.stop();
    }
    const rotated = await replica(next);
    try {
      expect((await rotated.request('POST', '/channels/rotated/test')).body).toMatchObject({ delivered: true });
    } finally {
      await rotated.stop();
    }
    // With neither key it waits rather than being dropped.
    await service.request('DELETE', '/channels/rotated');
  }, 60_000);
});
