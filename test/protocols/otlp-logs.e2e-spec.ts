import {
  attribute,
  logsRequest,
  nanoseconds,
  type OtlpEncoding,
  sendOtlp,
  sendSignal,
} from '../support/otlp-request.js';
import { startService, type TestService } from '../support/service.js';

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736';

describe.each<OtlpEncoding>(['protobuf', 'json'])('OTLP logs in %s', (encoding) => {
  let service: TestService;
  const now = Date.now();
  let nextName = 0;

  beforeAll(async () => {
    service = await startService({ env: { MAX_BODY_BYTES: '20000000' } });
  });
  afterAll(() => service?.stop());

  /** Sends records of a service of their own, and reads them back, oldest first. */
  async function keep(...records: object[]) {
    const name = `shop-${++nextName}`;
    const resource = [attribute('service.name', name), attribute('host.name', 'shop-1')];
    const answer = await sendSignal(service, 'logs', encoding, logsRequest(resource, ...records));
    const { body } = await service.request('GET', `/logs?service=${name}`);
    return { answer, kept: body.items.reverse() };
  }

  it('keeps all that a record says', async () => {
    const { answer, kept } = await keep({
      timeUnixNano: nanoseconds(now),
      observedTimeUnixNano: nanoseconds(now + 5),
      severityNumber: 14,
      severityText: 'WARN2',
      body: { stringValue: 'Payment 4711 took 3.2 s' },
      attributes: [
        { key: 'payment', value: { intValue: '4711' } },
        attribute('request_id', 'req-7f3a'),
        attribute('user.id', 'user123'),
      ],
      traceId: TRACE_ID,
      spanId: '00f067aa0ba902b7',
      eventName: 'payment.slow',
    });
    expect(answer).toMatchObject({ status: 200 });
    expect(kept).toEqual([
      {
        log_id: expect.stringMatching(/^[\w-]{22}:00000$/),
        timestamp: new Date(now).toISOString(),
        level: 'warn',
        message: 'Payment 4711 took 3.2 s',
        service: `shop-${nextName}`,
        logger: 'by hand 1.0',
        host: 'shop-1',
        environment: null,
        request_id: 'req-7f3a',
        trace_id: TRACE_ID,
        span_id: '00f067aa0ba902b7',
        user_id: 'user123',
        attributes: { payment: 4711, request_id: 'req-7f3a', 'user.id': 'user123' },
        event_name: 'payment.slow',
        resource_id: expect.stringMatching(/^-?\d+$/),
      },
    ]);
  });

  it.each<[string, object, object]>([
    ['a structured body', { body: { kvlistValue: { values: [attribute('a', 'b')] } } }, { message: '{"a":"b"}' }],
    ['a number as body', { body: { doubleValue: 1.5 } }, { message: '1.5' }],
    ['no body', {}, { message: '' }],
    ['no severity', {}, { level: 'info' }],
    ['a severity in words', { severityText: 'CRITICAL' }, { level: 'fatal' }],
    ['a severity beyond the last', { severityNumber: 99, severityText: 'error' }, { level: 'error' }],
    ['an observed time alone', { observedTimeUnixNano: nanoseconds(now) }, { timestamp: new Date(now).toISOString() }],
    ['ids of the wrong length', { traceId: 'abcd', spanId: 'ef' }, { trace_id: null, span_id: null }],
  ])('takes %s', async (_, record, expected) => {
    const { answer, kept } = await keep(record);
    expect(answer).toMatchObject({ status: 200 });
    expect(kept).toEqual([expect.objectContaining(expected)]);
  });

  it('counts a request that is sent again once, and records that say the same each', async () => {
    const record = { timeUnixNano: nanoseconds(now), body: { stringValue: 'twice' } };
    const name = 'retried';
    const request = logsRequest([attribute('service.name', name)], record, record);
    await sendSignal(service, 'logs', encoding, request);
    await sendSignal(service, 'logs', encoding, request);
    const { body } = await service.request('GET', `/logs?service=${name}`);
    expect(body.items).toHaveLength(2);
  });

  it('counts one without a time once too', async () => {
    const request = logsRequest([attribute('service.name', 'untimed')], { body: { stringValue: 'when?' } });
    await sendSignal(service, 'logs', encoding, request);
    await sendSignal(service, 'logs', encoding, request);
    const { body } = await service.request('GET', '/logs?service=untimed');
    expect(body.items).toHaveLength(1);
  });

  it('refuses a record from long ago, and keeps the others', async () => {
    const { answer, kept } = await keep(
      { timeUnixNano: '1000000', body: { stringValue: 'old' } },
      { timeUnixNano: nanoseconds(now), body: { stringValue: 'new' } },
    );
    expect(answer).toMatchObject({
      status: 200,
      rejected: 1,
      message: expect.stringContaining('the log record "old": its time is older than the retention'),
    });
    expect(kept).toEqual([expect.objectContaining({ message: 'new' })]);
  });

  it('keeps of too much what fits', async () => {
    const { kept } = await keep({
      body: { stringValue: 'x'.repeat(100_000) },
      attributes: [attribute('huge', 'x'.repeat(100_000)), attribute('small', 'kept')],
    });
    expect(kept[0].message).toMatch(/^x{32768}\n… \[cut: 100000 characters\]$/);
    expect(kept[0].attributes).toEqual({ small: 'kept', left_out_attributes: 1 });
  });

  it('refuses bytes that are no request', async () => {
    const answer = await sendOtlp(service, encoding, Buffer.from([0x0a, 0xff]), {}, 'logs');
    expect(answer).toMatchObject({ status: 400, message: expect.stringMatching(/^The body (is no Export|cannot be)/) });
  });
});
