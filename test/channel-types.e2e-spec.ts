import { createHmac } from 'node:crypto';
import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';
import { type ReceivedRequest, WebhookReceiver } from './support/webhook-receiver.js';

const SIGNING = `whsec_${Buffer.from('a-secret-to-sign-with').toString('base64')}`;
const TWILIO = { account: 'AC00000000000000000000000000000000', token: 'a-twilio-token', from: '+15005550006' };

describe('types of channels', () => {
  let service: TestService;
  let receiver: WebhookReceiver;
  let twilio: WebhookReceiver;
  let talking: WebhookReceiver;

  beforeAll(async () => {
    [receiver, twilio, talking] = await Promise.all([
      WebhookReceiver.start(),
      WebhookReceiver.start(),
      WebhookReceiver.start(),
    ]);
    service = await startService({
      env: {
        TWILIO_API_URL: new URL(twilio.url).origin,
        AFRICASTALKING_API_URL: new URL(talking.url).origin,
        ALERT_SMS_PROVIDER: 'africastalking',
        AFRICASTALKING_USERNAME: 'oneclass',
        AFRICASTALKING_API_KEY: 'an-africastalking-key',
        ALERT_SMS_TO: '+263771234567',
        SLACK_WEBHOOK_URL: `${receiver.url}/slack`,
      },
    });
  });
  beforeEach(() => {
    for (const each of [receiver, twilio, talking]) {
      each.received.length = 0;
      each.answer = 200;
      each.answerBody = 'ok';
      each.answerHeaders = {};
    }
  });
  afterAll(async () => {
    await service?.stop();
    await Promise.all([receiver?.close(), twilio?.close(), talking?.close()]);
  });

  const create = async (name: string, type: string, settings: object, secrets: object) =>
    expect(await service.request('POST', '/channels', { body: { name, type, settings, secrets } })).toMatchObject({
      status: 201,
    });
  const raise = async (channel: string, more: object = {}): Promise<string> => {
    const alert = {
      name: `By ${channel}`,
      severity: 'critical',
      tags: { service: 'billing' },
      notification_channels: [channel],
    };
    const { status, body } = await service.request('POST', '/alerts', { body: { ...alert, ...more } });
    expect(status).toBe(201);
    return body.alert_id;
  };
  const arrived = (where: WebhookReceiver, count = 1): Promise<ReceivedRequest[]> =>
    eventually(() => {
      expect(where.received.length).toBeGreaterThanOrEqual(count);
      return where.received;
    });
  const tried = async (channel: string) => (await service.request('POST', `/channels/${channel}/test`)).body;

  it('webhook: signed so that the receiver knows who sent it and when', async () => {
    await create('signed', 'webhook', {}, { url: receiver.url, signing_secret: SIGNING, headers: { 'X-Team': 'ops' } });
    await raise('signed');
    const [{ headers, raw, body }] = (await arrived(receiver)) as [ReceivedRequest];
    expect(headers).toMatchObject({
      'x-team': 'ops',
      'idempotency-key': body.notification_id,
      'webhook-id': body.notification_id,
    });
    const sent = Number(headers['webhook-timestamp']);
    expect(Math.abs(Date.now() / 1000 - sent)).toBeLessThan(60);
    // As docs/alerting.md tells receivers to verify it.
    const signed = [headers['webhook-id'], headers['webhook-timestamp'], raw].join('.');
    const key = Buffer.from(SIGNING.slice('whsec_'.length), 'base64');
    expect(headers['webhook-signature']).toBe(`v1,${createHmac('sha256', key).update(signed).digest('base64')}`);
  });

  it('webhook: as Alertmanager posts it', async () => {
    await create('prometheus', 'webhook', { format: 'alertmanager' }, { url: receiver.url });
    const alertId = await raise('prometheus', { value: 95.5, metric_name: 'system_cpu_usage' });
    await service.request('POST', `/alerts/${alertId}/resolve`);
    const [firing, resolved] = (await arrived(receiver, 2)).map(({ body }) => body);
    const labels = { alertname: 'By prometheus', severity: 'critical', service: 'billing' };
    expect(firing).toMatchObject({
      version: '4',
      status: 'firing',
      receiver: 'prometheus',
      truncatedAlerts: 0,
      groupKey: expect.any(String),
      groupLabels: { alertname: 'By prometheus' },
      commonLabels: labels,
      externalURL: expect.stringMatching(/^http/),
      alerts: [
        {
          status: 'firing',
          labels,
          annotations: { summary: '[CRITICAL] By prometheus (service=billing)', value: '95.5' },
          startsAt: expect.stringMatching(/Z$/),
          endsAt: '0001-01-01T00:00:00Z',
          fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
        },
      ],
    });
    expect(resolved).toMatchObject({
      status: 'resolved',
      alerts: [{ status: 'resolved', fingerprint: firing.alerts[0].fingerprint }],
    });
    expect(Date.parse(resolved.alerts[0].endsAt)).toBeGreaterThan(Date.now() - 60_000);
  });

  it('Slack: blocks, and a message of its own when it is over', async () => {
    const alertId = await raise('slack', { description: 'Card <payments>' });
    await service.request('POST', `/alerts/${alertId}/resolve`);
    const [firing, resolved] = (await arrived(receiver, 2)).map(({ body }) => body);
    expect(firing.text).toBe('[CRITICAL] By slack (service=billing)');
    expect(firing.attachments[0]).toMatchObject({
      color: '#a61e4d',
      blocks: [
        { type: 'header', text: { type: 'plain_text', text: '[CRITICAL] By slack (service=billing)' } },
        { type: 'section', text: { type: 'mrkdwn', text: 'Card &lt;payments&gt;' } },
        { type: 'section', fields: expect.any(Array) },
        { type: 'context' },
      ],
    });
    expect(resolved).toMatchObject({
      text: '[RESOLVED] By slack (service=billing)',
      attachments: [{ color: '#2f9e44' }],
    });
  });

  it('Teams: an Adaptive Card for a workflow', async () => {
    await create('teams', 'teams', {}, { url: `${receiver.url}?sig=a-teams-key` });
    receiver.answer = 202;
    await raise('teams');
    const [{ body, path }] = (await arrived(receiver)) as [ReceivedRequest];
    expect(path).toContain('sig=a-teams-key');
    expect(body).toMatchObject({
      type: 'message',
      attachments: [
        {
          contentType: 'application/vnd.microsoft.card.adaptive',
          content: { type: 'AdaptiveCard', version: '1.4', body: [{ style: 'attention' }, { type: 'FactSet' }] },
        },
      ],
    });
  });

  it('PagerDuty: one incident for the beginning and the end', async () => {
    receiver.answer = 202;
    receiver.answerBody = '{"status":"success","message":"Event processed","dedup_key":"a"}';
    await create(
      'pager',
      'pagerduty',
      { events_url: receiver.url },
      { routing_key: 'a-routing-key-that-nobody-must-see' },
    );
    const alertId = await raise('pager');
    await service.request('POST', `/alerts/${alertId}/resolve`);
    const [trigger, resolve] = (await arrived(receiver, 2)).map(({ body }) => body);
    expect(trigger).toMatchObject({
      routing_key: 'a-routing-key-that-nobody-must-see',
      event_action: 'trigger',
      dedup_key: alertId,
      payload: { summary: '[CRITICAL] By pager (service=billing)', source: 'billing', severity: 'critical' },
    });
    expect(resolve).toMatchObject({ event_action: 'resolve', dedup_key: alertId });
    expect(service.output).not.toContain('a-routing-key');
  });

  it("text messages by Twilio's package", async () => {
    const { account, token, from } = TWILIO;
    await create(
      'texts',
      'sms',
      { provider: 'twilio', account, from, to: ['+263771234567', '+263772345678'] },
      { token },
    );
    twilio.answer = 201;
    twilio.answerBody = '{"sid":"SM1","status":"queued"}';
    await raise('texts');
    const sent = await arrived(twilio, 2);
    expect(sent[0]!.path).toBe(`/2010-04-01/Accounts/${account}/Messages.json`);
    expect(sent[0]!.headers.authorization).toBe(`Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`);
    const forms = sent.map(({ raw }) => Object.fromEntries(new URLSearchParams(raw)));
    expect(new Set(forms.map(({ To }) => To))).toEqual(new Set(['+263771234567', '+263772345678']));
    expect(forms[0]).toMatchObject({ From: from, Body: '[CRITICAL] By texts (service=billing)' });
  });

  it("a refused number does not keep the others from their message, and is told in the provider's words", async () => {
    twilio.answer = 400;
    twilio.answerBody =
      '{"code":21211,"message":"Invalid \'To\' Phone Number","more_info":"https://www.twilio.com/docs/errors/21211","status":400}';
    expect(await tried('texts')).toMatchObject({
      delivered: false,
      status_code: 400,
      response: expect.stringContaining('21211'),
      permanent: true,
    });
    twilio.answer = 429;
    twilio.answerHeaders = { 'retry-after': '7' };
    expect(await tried('texts')).toMatchObject({ delivered: false, status_code: 429, permanent: false });
  });

  it("text messages by Africa's Talking's package, from the environment", async () => {
    talking.answer = 201;
    talking.answerHeaders = { 'content-type': 'application/json' };
    const answer = (statusCode: number, status: string) =>
      JSON.stringify({
        SMSMessageData: { Message: 'Sent to 1/1', Recipients: [{ statusCode, status, number: '+263771234567' }] },
      });
    talking.answerBody = answer(101, 'Success');
    await raise('sms');
    const [sent] = await arrived(talking);
    expect(sent!.path).toBe('/version1/messaging');
    expect(sent!.headers.apikey).toBe('an-africastalking-key');
    expect(Object.fromEntries(new URLSearchParams(sent!.raw))).toMatchObject({
      username: 'oneclass',
      to: '+263771234567',
      message: '[CRITICAL] By sms (service=billing)',
    });
    expect(await tried('sms')).toMatchObject({ delivered: true, status_code: 201 });
    talking.answerBody = answer(406, 'UserInBlacklist');
    expect(await tried('sms')).toMatchObject({
      delivered: false,
      permanent: true,
      error: expect.stringContaining('UserInBlacklist'),
    });
    talking.answerBody = answer(405, 'InsufficientBalance');
    expect(await tried('sms')).toMatchObject({ delivered: false, permanent: false });
    talking.answer = 401;
    talking.answerBody = 'The supplied authentication is invalid: an-africastalking-key';
    expect(await tried('sms')).toMatchObject({
      delivered: false,
      status_code: 401,
      permanent: true,
      response: 'The supplied authentication is invalid: [redacted]',
    });
  });

  describe('targets', () => {
    it.each([
      ['the metadata service', 'http://169.254.169.254/latest/meta-data/'],
      ['the same in another notation', 'http://0xa9fea9fe/'],
      ['the same within IPv6', 'http://[::ffff:169.254.169.254]/'],
      ['a link-local address', 'http://[fe80::1]/'],
      ['any address', 'http://0.0.0.0:1/'],
    ])('are refused when they are %s', async (name, url) => {
      const channel = `target-${name.replaceAll(/[^a-z]/g, '-')}`;
      await create(channel, 'webhook', {}, { url });
      expect(await tried(channel)).toMatchObject({
        delivered: false,
        status_code: null,
        permanent: true,
        error: expect.stringMatching(/connections to .* are not allowed/),
      });
    });

    it('are refused for mail servers too', async () => {
      const settings = { to: ['a@example.org'], from: 'b@example.org', smtp_server: '169.254.169.254' };
      await create('mail-to-metadata', 'email', settings, {});
      expect(await tried('mail-to-metadata')).toMatchObject({ delivered: false, permanent: true });
    });

    it('are looked at after a name is resolved, and private networks can be closed', async () => {
      const closed = await startService({
        env: { DATABASE_URL: service.databaseUrl, DATA_DIR: service.dataDir, ALERT_PRIVATE_TARGETS: 'false' },
        ownDatabase: false,
      });
      try {
        const named = receiver.url.replace('127.0.0.1', 'localhost');
        await create('by-name', 'webhook', {}, { url: named });
        expect(await tried('by-name')).toMatchObject({ delivered: true });
        receiver.received.length = 0;
        expect((await closed.request('POST', '/channels/by-name/test')).body).toMatchObject({
          delivered: false,
          permanent: true,
          error: expect.stringMatching(/localhost \((127\.0\.0\.1|::1)\) are not allowed/),
        });
        expect(receiver.received).toEqual([]);
      } finally {
        await closed.process.end('SIGTERM');
      }
    }, 60_000);
  });
});
