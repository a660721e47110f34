import { eventually } from './support/eventually.js';
import { startService, type TestService } from './support/service.js';
import { type ReceivedRequest, WebhookReceiver } from './support/webhook-receiver.js';

const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-(0[01])$/;

describe('calls the service makes by itself', () => {
  let service: TestService;
  let students: WebhookReceiver;
  let webhook: WebhookReceiver;

  beforeAll(async () => {
    [students, webhook] = await Promise.all([WebhookReceiver.start(), WebhookReceiver.start()]);
    service = await startService({
      env: {
        HEALTH_CHECK_INTERVAL: '1',
        HEALTH_CHECK_TARGETS: `students=${students.url}`,
        ALERT_WEBHOOK_URL: webhook.url,
        TRACE_SAMPLE_RATE: '1',
      },
    });
  });
  afterAll(async () => {
    await service?.stop();
    await Promise.all([students?.close(), webhook?.close()]);
  });

  const configure = async (body: object) =>
    expect(await service.request('PATCH', '/config', { body })).toMatchObject({ status: 200 });
  /** What the next request to a receiver carries. */
  const next = ({ received }: WebhookReceiver): Promise<ReceivedRequest['headers']> => {
    const before = received.length;
    return eventually(() => {
      expect(received.length).toBeGreaterThan(before);
      return received.at(-1)!.headers;
    });
  };
  const raise = () => service.request('POST', '/alerts', { body: { name: 'Out of chalk', severity: 'warning' } });

  it.each([
    ['health checks', 'health check', () => next(students), { 'http.request.method': 'GET' }],
    [
      'webhooks',
      'alert webhook',
      () => Promise.all([next(webhook), raise()]).then(([headers]) => headers),
      { 'http.request.method': 'POST' },
    ],
  ])('%s begin a trace that whoever is called can continue', async (_, operation_name, call, tags) => {
    const { traceparent } = await call();
    expect(traceparent).toMatch(TRACEPARENT);
    const [, traceId, span_id, flags] = TRACEPARENT.exec(traceparent as string)!;
    expect(flags).toBe('01');
    await eventually(async () => {
      const { body } = await service.request('GET', `/traces/${traceId}`, { as: 'viewer' });
      expect(body.spans).toMatchObject([
        {
          span_id,
          parent_span_id: null,
          operation_name,
          service_name: 'monitoring',
          kind: 'client',
          status: 'unset',
          tags: { ...tags, 'server.address': '127.0.0.1', 'http.response.status_code': 204 },
        },
      ]);
    });
  });

  it('say when their trace is not in the sample, and are then not recorded', async () => {
    await configure({ sample_rate: 0 });
    const [first, second] = [(await next(students)).traceparent, (await next(students)).traceparent];
    await configure({ sample_rate: 1 });
    expect(second).toMatch(/-00$/);
    expect(second).not.toBe(first);
    const traceId = TRACEPARENT.exec((await next(students)).traceparent as string)![1];
    await eventually(async () =>
      expect(await service.request('GET', `/traces/${traceId}`)).toMatchObject({ status: 200 }),
    );
    const unsampled = TRACEPARENT.exec(second as string)![1];
    expect(await service.request('GET', `/traces/${unsampled}`)).toMatchObject({ status: 404 });
  });

  it('carry nothing while tracing is switched off, and requests leave no spans', async () => {
    const traced = (digit: string) => ({ traceparent: `00-${digit.repeat(32)}-00f067aa0ba902b7-01` });
    await configure({ enable_tracing: false });
    await next(students);
    expect(await next(students)).not.toHaveProperty('traceparent');
    await service.request('GET', '/ingest-keys', { headers: traced('a') });
    await configure({ enable_tracing: true });
    await service.request('GET', '/ingest-keys', { headers: traced('b') });
    await eventually(async () =>
      expect(await service.request('GET', `/traces/${'b'.repeat(32)}`)).toMatchObject({ status: 200 }),
    );
    expect(await service.request('GET', `/traces/${'a'.repeat(32)}`)).toMatchObject({ status: 404 });
  });
});
