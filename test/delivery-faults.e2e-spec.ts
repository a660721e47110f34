import type { AddressInfo } from 'node:net';
import { createServer, type Server } from 'node:net';
import { eventually } from './support/eventually.js';
import { MailReceiver } from './support/mail-receiver.js';
import { postMetrics } from './support/post-metrics.js';
import { startService, type TestService } from './support/service.js';
import { type Answer, WebhookReceiver } from './support/webhook-receiver.js';

describe('faults of delivery', () => {
  let service: TestService;
  let receiver: WebhookReceiver;
  let fallback: WebhookReceiver;
  let mail: MailReceiver;

  beforeAll(async () => {
    [receiver, fallback, mail] = await Promise.all([
      WebhookReceiver.start(),
      WebhookReceiver.start(),
      MailReceiver.start(),
    ]);
    service = await startService({ env: { ALERT_WEBHOOK_URL: fallback.url } });
  });
  beforeEach(() => {
    receiver.answer = 204;
    receiver.answerBody = '';
    receiver.answerHeaders = {};
    for (const each of [receiver, fallback]) each.received.length = 0;
    mail.reset();
  });
  afterAll(async () => {
    await service?.stop();
    await Promise.all([receiver?.close(), fallback?.close(), mail?.close()]);
  });

  const create = async (name: string, more: object = {}) =>
    expect(
      await service.request('POST', '/channels', {
        body: { name, type: 'webhook', secrets: { url: receiver.url }, ...more },
      }),
    ).toMatchObject({ status: 201 });
  const raise = async (name: string, ...notification_channels: string[]): Promise<string> =>
    (await service.request('POST', '/alerts', { body: { name, severity: 'error', notification_channels } })).body
      .alert_id;
  const logOf = async (query: string) =>
    (await service.request('GET', `/notifications?${query}`, { as: 'viewer' })).body.items;
  const notificationOf = async (alertId: string, channel: string) => {
    const [summary] = await logOf(`alert_id=${alertId}&channel=${channel}`);
    return (await service.request('GET', `/notifications/${summary.notification_id}`)).body;
  };
  /** Waits for the state of the one notification of an alert. */
  const becomes = (alertId: string, channel: string, status: string) =>
    eventually(
      async () => {
        const notification = await notificationOf(alertId, channel);
        expect(notification.status).toBe(status);
        return notification;
      },
      { timeoutMs: 30_000 },
    );

  it('what is refused for good is not repeated, raises an alert over other channels and resolves it when it is taken', async () => {
    await create('moved');
    receiver.answer = 410;
    receiver.answerBody = 'gone';
    const refused = await becomes(await raise('First', 'moved'), 'moved', 'failed');
    expect(refused.attempts).toMatchObject([
      { attempt: 1, outcome: 'failed', status_code: 410, response: 'gone', duration_ms: expect.any(Number) },
    ]);
    const own = { name: 'Notifications are not delivered', source: 'notifications', tags: { channel: 'moved' } };
    await eventually(() =>
      expect(fallback.messages).toMatchObject([
        { event: 'firing', alert: { ...own, severity: 'error', description: expect.stringContaining('answered 410') } },
      ]),
    );
    // One alert for the channel, however many notifications it refuses.
    await becomes(await raise('Second', 'moved'), 'moved', 'failed');
    expect(receiver.received).toHaveLength(2);
    expect(await service.query("select from alerts where source = 'notifications'")).toHaveLength(1);

    receiver.answer = 204;
    await becomes(await raise('Third', 'moved'), 'moved', 'delivered');
    await eventually(() => expect(fallback.messages.map(({ event }) => event)).toEqual(['firing', 'resolved']));
    expect(fallback.messages[1].alert).toMatchObject({ ...own, resolution_reason: 'recovered' });
  });

  it('a channel that is deleted takes its alert with it', async () => {
    await create('doomed');
    receiver.answer = 410;
    await becomes(await raise('Doomed', 'doomed'), 'doomed', 'failed');
    await service.request('DELETE', '/channels/doomed');
    const [alert] = await service.query(
      "select status, comment from alerts where source = 'notifications' and tags ->> 'channel' = 'doomed'",
    );
    expect(alert).toEqual({ status: 'resolved', comment: 'the channel was deleted' });
  });

  it.each([400, 401, 403, 404, 422])('%i is for good', async (status) => {
    await create(`for-good-${status}`);
    receiver.answer = status;
    const { attempts } = await becomes(
      await raise(`For good ${status}`, `for-good-${status}`),
      `for-good-${status}`,
      'failed',
    );
    expect(attempts).toHaveLength(1);
  });

  it.each<[Answer, number | null]>([
    [408, 408],
    [500, 500],
    [503, 503],
    [302, 302],
    ['cut', null],
    ['garbage', null],
    ['endless', 500],
  ])('a receiver that answers %s is asked again', async (answer, statusCode) => {
    const channel = `again-${answer}`;
    await create(channel);
    receiver.answer = answer;
    const alertId = await raise(`Again ${answer}`, channel);
    await eventually(() => expect(receiver.received.length).toBeGreaterThanOrEqual(2));
    receiver.answer = 204;
    const { attempts } = await becomes(alertId, channel, 'delivered');
    expect(attempts[0]).toMatchObject({ outcome: 'failed', status_code: statusCode, error: expect.any(String) });
    expect(new Set(receiver.received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1);
  });

  it.each([
    ['seconds', () => '3'],
    ['a date', () => new Date(Date.now() + 4_000).toUTCString()],
  ])('Retry-After in %s is honoured, for the whole channel', async (form, retryAfter) => {
    const channel = `slow-${form.replace(' ', '-')}`;
    await create(channel);
    receiver.answer = 429;
    receiver.answerHeaders = { 'retry-after': retryAfter() };
    const first = await raise(`Too many by ${form}`, channel);
    await eventually(() => expect(receiver.received).toHaveLength(1));
    const refusedAt = Date.now();
    receiver.answer = 204;
    const second = await raise(`Too many after ${form}`, channel);
    await Promise.all([becomes(first, channel, 'delivered'), becomes(second, channel, 'delivered')]);
    const { attempts } = await notificationOf(second, channel);
    expect(Date.parse(attempts[0].started_at) - refusedAt).toBeGreaterThan(1_900);
    expect(receiver.received).toHaveLength(3);
  });

  it('a limit delays messages and loses none', async () => {
    await create('limited', { messages_per_minute: 3 });
    const alerts: string[] = [];
    for (let number = 0; number < 5; number++) alerts.push(await raise(`Limited ${number}`, 'limited'));
    await eventually(() => expect(receiver.received).toHaveLength(3));
    await new Promise((done) => setTimeout(done, 2_500));
    expect(receiver.received).toHaveLength(3);
    expect(await logOf('channel=limited&status=pending')).toHaveLength(2);
    // As if the minute were over.
    await service.query("update notification_attempts set started_at = started_at - interval '1 minute'");
    await eventually(() => expect(receiver.received).toHaveLength(5));
    expect(new Set(receiver.messages.map(({ alert }) => alert.alert_id))).toEqual(new Set(alerts));
  });

  it('the log lists every notification, newest first, page by page', async () => {
    const all = await logOf('limit=1000');
    expect(all.length).toBeGreaterThan(10);
    const seen: string[] = [];
    for (let cursor = ''; ; ) {
      const { body } = await service.request('GET', `/notifications?limit=7${cursor && `&cursor=${cursor}`}`);
      seen.push(...body.items.map((each: { notification_id: string }) => each.notification_id));
      if (!body.next_cursor) break;
      cursor = body.next_cursor;
    }
    expect(seen).toEqual(all.map((each: { notification_id: string }) => each.notification_id));
    expect(await logOf('status=failed&channel=moved&event=firing')).toMatchObject([
      { alert_name: 'Second', attempt_count: 1, last_attempt: { status_code: 410 } },
      { alert_name: 'First' },
    ]);
    expect(await logOf(`end_time=${Date.now() - 3_600_000}`)).toEqual([]);
    expect(await service.request('GET', '/notifications?cursor=WzFd')).toMatchObject({ status: 400 });
    expect(await service.request('GET', '/notifications/00000000-0000-4000-8000-00000000ffff')).toMatchObject({
      status: 404,
    });
  });

  describe('of mail', () => {
    const people = ['a@example.org', 'b@example.org'];
    const createMail = (name: string, port: number, to = people) =>
      create(name, {
        type: 'email',
        settings: { to, from: 'alerts@example.org', smtp_server: '127.0.0.1', smtp_port: port },
        secrets: {},
      });

    it('carries a chart of what the metric did, in both parts', async () => {
      await createMail('chart', mail.port);
      const now = Date.now();
      const metrics = Array.from({ length: 20 }, (_, step) => ({
        metric_name: 'queue_depth',
        metric_type: 'gauge',
        value: step < 15 ? 3 : 40,
        timestamp: now - (20 - step) * 120_000,
        tags: { service: 'billing' },
      }));
      await postMetrics(service, metrics);
      const alert = {
        metric_name: 'queue_depth',
        condition: 'gt',
        threshold: 10,
        value: 40,
        tags: { service: 'billing' },
      };
      const { body } = await service.request('POST', '/alerts', {
        body: { name: 'Deep queue', severity: 'warning', notification_channels: ['chart'], ...alert },
      });
      await becomes(body.alert_id, 'chart', 'delivered');
      const caption = 'queue_depth, last 60 minutes: from 3 to 40, threshold 10';
      expect(mail.mails[0]!.text).toContain('▁▁▁▁▁█████');
      expect(mail.mails[0]!.text).toContain(caption);
      expect(mail.mails[0]!.html).toContain(caption);
      expect(String(mail.mails[0]!.html).match(/bgcolor="#a35200" style="width/g)).toHaveLength(5);
    });

    it('greylisting: who was put off gets it later, and nobody twice', async () => {
      await createMail('grey', mail.port);
      mail.refuse = (address, times) =>
        address.startsWith('b') && times === 1 ? { code: 450, text: '4.2.0 greylisted, come back' } : undefined;
      const { attempts } = await becomes(await raise('Greylisted', 'grey'), 'grey', 'delivered');
      expect(attempts).toMatchObject([
        { outcome: 'failed', status_code: 450, error: 'the mail server answered 450 for b@example.org' },
        { outcome: 'delivered', status_code: 250 },
      ]);
      expect(mail.envelopes.map(({ to }) => to)).toEqual([['a@example.org'], ['b@example.org']]);
      expect(new Set(mail.mails.map(({ messageId }) => messageId)).size).toBe(1);
    });

    it('a mailbox that does not exist is told, and the others have their mail', async () => {
      await createMail('unknown', mail.port);
      mail.refuse = (address) => (address.startsWith('b') ? { code: 550, text: '5.1.1 no such user' } : undefined);
      const { attempts } = await becomes(await raise('No mailbox', 'unknown'), 'unknown', 'failed');
      expect(attempts).toMatchObject([{ status_code: 550, response: expect.stringContaining('no such user') }]);
      expect(mail.envelopes.map(({ to }) => to)).toEqual([['a@example.org']]);
    });

    it('a slow server gets the time it needs', async () => {
      await createMail('slow', mail.port);
      mail.delayMs = 3_000;
      const { attempts } = await becomes(await raise('Slow', 'slow'), 'slow', 'delivered');
      expect(attempts).toHaveLength(1);
      expect(attempts[0].duration_ms).toBeGreaterThan(2_900);
    });

    it.each<[string, (server: Server) => void, RegExp]>([
      ['closes at once', (server) => server.on('connection', (socket) => socket.destroy()), /clos|reset/i],
      [
        'refuses everybody for now',
        (server) => server.on('connection', (socket) => socket.end('421 4.3.2 not now\r\n')),
        /421|clos/i,
      ],
    ])('a server that %s is asked again', async (what, behave, error) => {
      const server = createServer();
      behave(server);
      server.on('connection', (socket) => socket.on('error', () => {}));
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      try {
        const channel = what.replaceAll(' ', '-');
        await createMail(channel, (server.address() as AddressInfo).port);
        const alertId = await raise(`A server that ${what}`, channel);
        await eventually(async () => {
          const { status, attempts } = await notificationOf(alertId, channel);
          expect(status).toBe('pending');
          expect(attempts.length).toBeGreaterThanOrEqual(2);
          expect(attempts[0]).toMatchObject({ outcome: 'failed', error: expect.stringMatching(error) });
        });
      } finally {
        server.close();
      }
    });

    it('a server that says nothing is given up in time', async () => {
      const server = createServer((socket) => socket.on('error', () => {}));
      await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
      try {
        await createMail('mute', (server.address() as AddressInfo).port);
        const { body } = await service.request('POST', '/channels/mute/test');
        expect(body).toMatchObject({
          delivered: false,
          status_code: null,
          permanent: false,
          error: expect.any(String),
        });
        expect(body.duration_ms).toBeLessThan(13_000);
      } finally {
        server.close();
      }
    }, 30_000);
  });
});
