import { startService, type TestService } from './support/service.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

const TOKEN = 'a-token-that-nobody-must-see';

describe('trying channels', () => {
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

  const create = (name: string, url = receiver.url) =>
    service.request('POST', '/channels', {
      body: { name, type: 'webhook', secrets: { url, headers: { Authorization: `Bearer ${TOKEN}` } } },
    });

  describe('test button', () => {
    it('tells what the receiver really answered', async () => {
      await create('tried');
      receiver.answer = 418;
      receiver.answerBody = `I am a teapot, not ${TOKEN}`;
      const { status, body } = await service.request('POST', '/channels/tried/test');
      expect({ status, body }).toEqual({
        status: 200,
        body: {
          delivered: false,
          status_code: 418,
          response: 'I am a teapot, not [redacted]',
          error: 'the webhook answered 418',
          permanent: true,
          duration_ms: expect.any(Number),
        },
      });
      receiver.answer = 200;
      receiver.answerBody = 'x'.repeat(9_000);
      const good = await service.request('POST', '/channels/tried/test', { body: { event: 'resolved' } });
      expect(good.body).toMatchObject({ delivered: true, status_code: 200, error: null });
      expect(good.body.response).toHaveLength(501);
      expect(receiver.messages.map(({ event, alert }) => [event, alert.name])).toEqual([
        ['firing', 'Test notification'],
        ['resolved', 'Test notification'],
      ]);
    });

    it('says that nobody answers', async () => {
      await create('silent', 'http://127.0.0.1:1/hook');
      expect((await service.request('POST', '/channels/silent/test')).body).toMatchObject({
        delivered: false,
        status_code: null,
        error: expect.stringContaining('ECONNREFUSED'),
        permanent: false,
      });
    });

    it('works for those of the environment, and says when they are not configured', async () => {
      expect((await service.request('POST', '/channels/webhook/test')).body).toMatchObject({
        delivered: true,
        status_code: 204,
      });
      expect(await service.request('POST', '/channels/slack/test')).toMatchObject({ status: 409 });
      expect(await service.request('POST', '/channels/none/test')).toMatchObject({ status: 404 });
    });
  });

  describe('preview', () => {
    const preview = (body: object) => service.request('POST', '/channels/preview', { body });

    it('shows what a channel of the type would send, and sends nothing', async () => {
      const { body } = await preview({
        type: 'email',
        title_template: '{{alert.severity}}: {{alert.name}}',
        text_template: '{{#firing}}It is {{alert.value}}{{/firing}}{{#resolved}}Over <again>{{/resolved}}',
        event: 'resolved',
      });
      expect(body).toMatchObject({
        type: 'email',
        content: { subject: 'info: Test notification', text: 'Over <again>\n' },
      });
      expect(body.content.html).toContain('Over &lt;again&gt;');
      expect(receiver.received).toEqual([]);
    });

    it.each(['slack', 'webhook', 'sms', 'teams', 'pagerduty'])('shows the usual of %s', async (type) => {
      const { status, body } = await preview({ type });
      expect(status).toBe(200);
      expect(JSON.stringify(body.content)).toContain('Test notification');
    });

    it('shows a stored alert', async () => {
      const alert = { name: 'Really there', severity: 'error', notification_channels: [] };
      const { body: raised } = await service.request('POST', '/alerts', { body: alert });
      const { body } = await preview({ type: 'sms', alert_id: raised.alert_id });
      expect(body.content).toEqual({ text: '[ERROR] Really there' });
      expect(await preview({ type: 'sms', alert_id: '00000000-0000-4000-8000-00000000ffff' })).toMatchObject({
        status: 404,
      });
    });

    it('refuses a template with faults', async () => {
      expect(await preview({ type: 'sms', title_template: '{{#firing}}' })).toMatchObject({
        status: 422,
        body: { errors: [{ path: 'title_template' }] },
      });
    });
  });
});
