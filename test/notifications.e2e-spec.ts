import { eventually } from './support/eventually.js';
import { MailReceiver } from './support/mail-receiver.js';
import { startService, type TestService } from './support/service.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

const ACCOUNT = { username: 'alerts@example.org', password: 'a-password-for-mail' };
const HOOK_TOKEN = 'a-token-for-the-webhook';

describe('notifications', () => {
  let service: TestService;
  let webhook: WebhookReceiver;
  let slack: WebhookReceiver;
  let mail: MailReceiver;

  beforeAll(async () => {
    [webhook, slack, mail] = await Promise.all([
      WebhookReceiver.start(),
      WebhookReceiver.start(),
      MailReceiver.start(ACCOUNT),
    ]);
    slack.answer = 200;
    slack.answerBody = 'ok';
    service = await startService({
      env: {
        ALERT_WEBHOOK_URL: webhook.url,
        ALERT_WEBHOOK_HEADERS: JSON.stringify({ Authorization: `Bearer ${HOOK_TOKEN}`, 'X-Team': 'operations' }),
        SLACK_WEBHOOK_URL: `${slack.url}/T000/B000/a-slack-secret`,
        SLACK_CHANNEL: '#alerts',
        SLACK_USERNAME: 'Monitoring',
        SMTP_SERVER: '127.0.0.1',
        SMTP_PORT: String(mail.port),
        SMTP_USERNAME: ACCOUNT.username,
        SMTP_PASSWORD: ACCOUNT.password,
        ALERT_FROM_EMAIL: 'alerts@example.org',
        ALERT_TO_EMAILS: 'admin@example.org,ops@example.org',
      },
    });
  });
  beforeEach(() => {
    webhook.answer = 204;
    webhook.answerBody = '';
    webhook.answerHeaders = {};
    webhook.received.length = 0;
    slack.received.length = 0;
    mail.mails.length = 0;
    mail.envelopes.length = 0;
  });
  afterAll(async () => {
    await service?.stop();
    await Promise.all([webhook?.close(), slack?.close(), mail?.close()]);
  });

  async function raise(body: object): Promise<string> {
    const answer = await service.request('POST', '/alerts', { body: { severity: 'critical', ...body } });
    expect(answer.status).toBe(201);
    return answer.body.alert_id;
  }

  async function notificationsOf(alertId: string, channel: string) {
    const { body } = await service.request('GET', `/alerts/${alertId}`);
    return body.notifications.filter((each: { channel: string }) => each.channel === channel);
  }

  it('posts to the webhook as JSON with the configured headers and an idempotency key', async () => {
    const alertId = await raise({
      name: 'To the webhook',
      tags: { service: 'billing' },
      notification_channels: ['webhook'],
    });
    await eventually(() => expect(webhook.received).toHaveLength(1));
    const [{ headers, body }] = webhook.received as [(typeof webhook.received)[0]];
    expect(headers).toMatchObject({
      'content-type': 'application/json',
      authorization: `Bearer ${HOOK_TOKEN}`,
      'x-team': 'operations',
      'idempotency-key': body.notification_id,
    });
    expect(body).toMatchObject({
      event: 'firing',
      alert: { alert_id: alertId, name: 'To the webhook', status: 'firing' },
    });
    await eventually(async () => {
      const [notification] = await notificationsOf(alertId, 'webhook');
      expect(notification).toMatchObject({
        status: 'delivered',
        attempts: [{ attempt: 1, outcome: 'delivered', status_code: 204 }],
      });
    });
  });

  it('mails text and HTML to everybody, escaped, with one message id', async () => {
    const alertId = await raise({
      name: 'Disk <full> & more',
      description: '<img src=x onerror=alert(1)>',
      tags: { host: 'db-1' },
      notification_channels: ['email'],
    });
    await eventually(() => expect(mail.mails).toHaveLength(1));
    expect(mail.envelopes).toEqual([{ from: 'alerts@example.org', to: ['admin@example.org', 'ops@example.org'] }]);
    const [sent] = mail.mails;
    expect(sent!.subject).toBe('[CRITICAL] Disk <full> & more (host=db-1)');
    expect(sent!.text).toContain('Description: <img src=x onerror=alert(1)>');
    expect(sent!.html).toContain('&lt;img src=x onerror=alert(1)&gt;');
    expect(sent!.html).not.toContain('<img');
    await eventually(async () => {
      const [notification] = await notificationsOf(alertId, 'email');
      expect(notification).toMatchObject({
        status: 'delivered',
        attempts: [{ outcome: 'delivered', status_code: 250 }],
      });
      expect(sent!.messageId).toBe(`<${notification.notification_id}@example.org>`);
    });
  });

  it('posts to Slack in the configured channel, escaped', async () => {
    await raise({ name: 'To <!channel>', notification_channels: ['slack'] });
    await eventually(() => expect(slack.received).toHaveLength(1));
    const [{ body }] = slack.received as [(typeof slack.received)[0]];
    expect(body).toMatchObject({ channel: '#alerts', username: 'Monitoring' });
    expect(body.text).toContain('[CRITICAL] To &lt;!channel&gt;');
  });

  it('tries again with the same key until the receiver takes it, and keeps every attempt', async () => {
    webhook.answer = 503;
    webhook.answerBody = 'try later';
    const alertId = await raise({ name: 'Retried', notification_channels: ['webhook'] });
    await eventually(() => expect(webhook.received.length).toBeGreaterThanOrEqual(2));
    webhook.answer = 200;
    webhook.answerBody = 'thanks';
    const [notification] = await eventually(async () => {
      const found = await notificationsOf(alertId, 'webhook');
      expect(found[0].status).toBe('delivered');
      return found;
    });
    expect(new Set(webhook.messages.map((message) => message.notification_id)).size).toBe(1);
    expect(notification.attempts.length).toBe(webhook.received.length);
    expect(notification.attempts[0]).toMatchObject({
      outcome: 'failed',
      status_code: 503,
      response: 'try later',
      error: 'the webhook answered 503',
    });
    expect(notification.attempts.at(-1)).toMatchObject({ outcome: 'delivered', status_code: 200, response: 'thanks' });
    const starts = notification.attempts.map((attempt: { started_at: string }) => Date.parse(attempt.started_at));
    expect(starts[1] - starts[0]).toBeGreaterThanOrEqual(750);
  });

  it('tells of the end after the beginning, even when the receiver was away for both', async () => {
    await webhook.close();
    const alertId = await raise({ name: 'In order', notification_channels: ['webhook'] });
    await service.request('POST', `/alerts/${alertId}/resolve`);
    const [first] = await eventually(async () => {
      const found = await notificationsOf(alertId, 'webhook');
      expect(found[0].attempts.at(-1)).toMatchObject({ outcome: 'failed', status_code: null });
      return found;
    });
    expect(first.attempts[0].error).toMatch(/ECONNREFUSED/);
    await webhook.listen();
    await eventually(() => expect(webhook.messages.map(({ event }) => event)).toEqual(['firing', 'resolved']));
  });

  it('does not follow redirects', async () => {
    webhook.answer = 302;
    webhook.answerHeaders = { location: `${slack.url}/elsewhere` };
    const alertId = await raise({ name: 'Redirected', notification_channels: ['webhook'] });
    await eventually(async () => {
      const [notification] = await notificationsOf(alertId, 'webhook');
      expect(notification.attempts[0]).toMatchObject({ outcome: 'failed', status_code: 302 });
    });
    expect(slack.received).toEqual([]);
    await service.request('POST', `/alerts/${alertId}/resolve`);
  });

  it('keeps no secret that a receiver echoes, neither in answers nor in the database nor in the log', async () => {
    webhook.answer = 500;
    webhook.answerBody = `refused: Authorization: Bearer ${HOOK_TOKEN} \u0000 <x>`;
    const alertId = await raise({ name: 'Echoed', notification_channels: ['webhook'] });
    const [notification] = await eventually(async () => {
      const found = await notificationsOf(alertId, 'webhook');
      expect(found[0].attempts[0]).toMatchObject({ outcome: 'failed' });
      return found;
    });
    expect(notification.attempts[0].response).toContain('Authorization: [redacted]');
    webhook.answer = 204;
    const rows = JSON.stringify([
      await service.query('select * from notifications'),
      await service.query('select * from notification_attempts'),
      await service.query('select * from alert_rules'),
    ]);
    for (const secret of [HOOK_TOKEN, ACCOUNT.password, 'a-slack-secret']) {
      expect(rows).not.toContain(secret);
      expect(service.output).not.toContain(secret);
    }
  });

  it('does not let a receiver that hangs hold up the others', async () => {
    webhook.answer = 'hang';
    const startedAt = Date.now();
    const alertId = await raise({ name: 'Hanging' });
    await eventually(() => {
      expect(mail.mails).toHaveLength(1);
      expect(slack.received).toHaveLength(1);
    });
    expect(Date.now() - startedAt).toBeLessThan(5_000);
    await eventually(
      async () => {
        const [notification] = await notificationsOf(alertId, 'webhook');
        expect(notification.attempts[0]).toMatchObject({ outcome: 'failed', error: expect.stringMatching(/timeout/i) });
      },
      { timeoutMs: 20_000 },
    );
  });

  it('delivers after a restart what a killed service had not delivered', async () => {
    webhook.answer = 'hang';
    const alertId = await raise({ name: 'Survivor', notification_channels: ['webhook'] });
    await eventually(() => expect(webhook.messages.some(({ alert }) => alert.alert_id === alertId)).toBe(true));
    await service.kill();
    webhook.answer = 204;
    await service.launch();
    const [notification] = await eventually(
      async () => {
        const found = await notificationsOf(alertId, 'webhook');
        expect(found[0].status).toBe('delivered');
        return found;
      },
      { timeoutMs: 45_000 },
    );
    expect(notification.attempts[0]).toMatchObject({ attempt: 1, outcome: 'sending' });
    expect(notification.attempts.at(-1)).toMatchObject({ outcome: 'delivered' });
    const keys = webhook.received
      .filter(({ body }) => body.alert.alert_id === alertId)
      .map(({ headers }) => headers['idempotency-key']);
    expect(keys.length).toBeGreaterThanOrEqual(2);
    expect(new Set(keys)).toEqual(new Set([notification.notification_id]));
  });

  it('stops within seconds while a receiver hangs', async () => {
    webhook.answer = 'hang';
    const alertId = await raise({ name: 'Stopped', notification_channels: ['webhook'] });
    await eventually(() => expect(webhook.messages.some(({ alert }) => alert.alert_id === alertId)).toBe(true));
    const startedAt = Date.now();
    await service.process.end('SIGTERM');
    expect(Date.now() - startedAt).toBeLessThan(10_000);
  });
});
