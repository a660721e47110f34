import {
  attribute,
  nanoseconds,
  type OtlpEncoding,
  otlpProtobuf,
  sendOtlp,
  sendSignal,
  tracesRequest,
} from '../support/otlp-request.js';
import { startService, type TestService } from '../support/service.js';

const RESOURCE = [attribute('service.name', 'shop'), attribute('host.name', 'shop-1')];

describe.each<OtlpEncoding>(['protobuf', 'json'])('OTLP traces in %s', (encoding) => {
  let service: TestService;
  const now = Date.now();
  let nextTrace = 0;

  beforeAll(async () => {
    service = await startService({ env: { MAX_BODY_BYTES: '20000000' } });
  });
  afterAll(() => service?.stop());

  /** Ids that no other span of the suite has. */
  const ids = () => ({ traceId: (++nextTrace).toString(16).padStart(32, '0'), spanId: '00f067aa0ba902b7' });
  const good = () => ({
    ...ids(),
    name: 'GET /basket',
    startTimeUnixNano: nanoseconds(now),
    endTimeUnixNano: nanoseconds(now + 5),
  });
  const send = (...spans: object[]) => sendSignal(service, 'traces', encoding, tracesRequest(RESOURCE, ...spans));
  const read = async (traceId: string) => (await service.request('GET', `/traces/${traceId}`)).body;

  it('keeps all that a span says', async () => {
    const span = {
      ...ids(),
      traceState: 'vendor=1',
      parentSpanId: '00f067aa0ba902b6',
      name: 'GET /basket',
      kind: 2,
      startTimeUnixNano: `${now}000123`,
      endTimeUnixNano: `${now}500999`,
      attributes: [
        attribute('http.route', '/basket'),
        { key: 'http.response.status_code', value: { intValue: '500' } },
        { key: 'ratio', value: { doubleValue: 0.5 } },
        { key: 'cached', value: { boolValue: true } },
        { key: 'list', value: { arrayValue: { values: [{ stringValue: 'a' }, { intValue: 2 }] } } },
        { key: '__proto__', value: { stringValue: 'kept' } },
      ],
      droppedAttributesCount: 2,
      events: [{ timeUnixNano: `${now}100000`, name: 'exception', attributes: [attribute('exception.type', 'Boom')] }],
      links: [{ traceId: 'f'.repeat(32), spanId: 'e'.repeat(16), attributes: [attribute('why', 'batch')] }],
      status: { code: 2, message: 'it broke' },
    };
    expect(await send(span)).toMatchObject({ status: 200 });
    const trace = await read(span.traceId);
    expect(trace).toMatchObject({ span_count: 1, error_count: 1, services: ['shop'] });
    const [resourceId] = Object.keys(trace.resources);
    expect(trace.resources).toEqual({ [resourceId!]: { 'service.name': 'shop', 'host.name': 'shop-1' } });
    expect(trace.spans).toEqual([
      {
        span_id: span.spanId,
        parent_span_id: span.parentSpanId,
        depth: 0,
        sent_started_at: null,
        clock_skew_ms: null,
        on_critical_path: true,
        critical_ms: 0.5,
        fold: null,
        missing_parent: true,
        operation_name: 'GET /basket',
        service_name: 'shop',
        kind: 'server',
        started_at: new Date(now).toISOString(),
        duration_ms: 0.5,
        self_time_ms: 0.5,
        status: 'error',
        status_message: 'it broke',
        tags: JSON.parse(
          '{"http.route":"/basket","http.response.status_code":500,"ratio":0.5,"cached":true,"list":["a",2],"__proto__":"kept"}',
        ),
        scope: 'by hand 1.0',
        trace_state: 'vendor=1',
        events: [
          {
            name: 'exception',
            time: new Date(now).toISOString().replace('Z', '100Z'),
            attributes: { 'exception.type': 'Boom' },
          },
        ],
        links: [{ trace_id: 'f'.repeat(32), span_id: 'e'.repeat(16), attributes: { why: 'batch' } }],
        left_out: { attributes: 2 },
        resource_id: resourceId,
      },
    ]);
  });

  it('counts a request that is sent again once', async () => {
    const span = good();
    await send(span);
    await send(span);
    expect(await read(span.traceId)).toMatchObject({ span_count: 1 });
    const { body } = await service.request('GET', '/traces?service=shop&limit=1000');
    const [summary] = body.items.filter(({ trace_id }: { trace_id: string }) => trace_id === span.traceId);
    expect(summary).toMatchObject({ span_count: 1 });
  });

  it('counts new traces once that come several times at the same time', async () => {
    for (let i = 0; i < 10; i++) {
      const spans = [good(), good(), good()];
      const answers = await Promise.all(Array.from({ length: 4 }, () => send(...spans)));
      expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      for (const { traceId } of spans) {
        const summaries = await service.query(`select span_count from traces where trace_id = '${traceId}'`);
        expect(summaries).toEqual([{ span_count: 1 }]);
      }
    }
  });

  it.each<[string, object, string]>([
    ['a short trace id', { traceId: 'abcd' }, 'its trace id is not 16 bytes that are not all 0'],
    ['a trace id of zeros', { traceId: '0'.repeat(32) }, 'its trace id is not 16 bytes'],
    ['no span id', { spanId: '' }, 'its span id is not 8 bytes'],
    ['an end before its start', { endTimeUnixNano: nanoseconds(now - 1) }, 'it ends before it starts'],
    ['no time', { startTimeUnixNano: '0', endTimeUnixNano: '0' }, 'its time is older than the retention'],
    ['a time to come', { startTimeUnixNano: nanoseconds(now + 3_600_000), endTimeUnixNano: '0' }, 'in the future'],
  ])('refuses a span with %s, and keeps the others', async (_, fields, reason) => {
    const other = good();
    const answer = await send({ ...good(), name: 'bad\n"one"', ...fields }, other);
    expect(answer).toMatchObject({ status: 200, rejected: 1, message: expect.stringContaining(reason) });
    expect(answer.message).toContain('the span "bad \\"one\\""');
    expect(await read(other.traceId)).toMatchObject({ span_count: 1 });
  });

  it('keeps of too much what fits, and tells how much it left out', async () => {
    const span = {
      ...good(),
      attributes: [
        attribute('first', 'kept'),
        attribute('huge', 'x'.repeat(1_000_000)),
        ...Array.from({ length: 200 }, (_, i) => attribute(`a${i}`, 'x')),
      ],
      events: Array.from({ length: 100_000 }, () => ({ timeUnixNano: nanoseconds(now), name: 'tick' })),
      links: Array.from({ length: 130 }, () => ({ traceId: '1'.repeat(32), spanId: '2'.repeat(16) })),
    };
    expect(await send(span)).toEqual({ status: 200, type: expect.any(String) });
    const [kept] = (await read(span.traceId)).spans;
    expect(kept.left_out).toEqual({ attributes: 74, events: 99_872, links: 2 });
    expect(kept.tags).toMatchObject({ first: 'kept', a0: 'x' });
    expect(kept.tags).not.toHaveProperty('huge');
    expect(kept.events).toHaveLength(128);
    expect(kept.links).toHaveLength(128);
  });

  it('shows spans that are their own ancestors', async () => {
    const { traceId } = ids();
    const [one, other] = ['1'.repeat(16), '2'.repeat(16)];
    await send(
      { ...good(), traceId, spanId: one, parentSpanId: other },
      { ...good(), traceId, spanId: other, parentSpanId: one },
    );
    const { spans } = await read(traceId);
    expect(spans.map(({ depth }: { depth: number }) => depth)).toEqual([0, 1]);
  });

  it('names what it does not know', async () => {
    const span = { ...good(), name: '', kind: 99, status: { code: 99 } };
    await sendSignal(service, 'traces', encoding, tracesRequest([], span));
    const [kept] = (await read(span.traceId)).spans;
    expect(kept).toMatchObject({
      operation_name: 'unnamed',
      service_name: 'unknown_service',
      kind: 'internal',
      status: 'unset',
    });
  });

  it('keeps text that PostgreSQL cannot hold', async () => {
    const span = { ...good(), attributes: [attribute('a\0b', 'x\0y')] };
    expect(await send(span)).toMatchObject({ status: 200 });
    const [kept] = (await read(span.traceId)).spans;
    expect(kept.tags).toEqual({ 'a\uFFFDb': 'x\uFFFDy' });
  });

  it('refuses bytes that are no request', async () => {
    const whole = await otlpProtobuf(tracesRequest(RESOURCE, good()), 'traces');
    const answer = await sendOtlp(service, encoding, whole.subarray(0, -3), {}, 'traces');
    expect(answer).toMatchObject({ status: 400, message: expect.stringMatching(/^The body (is no Export|cannot be)/) });
  });

  it('asks for a token that may send', async () => {
    const answer = await sendSignal(service, 'traces', encoding, tracesRequest(RESOURCE, good()), {
      authorization: `Bearer ${service.token('viewer')}`,
    });
    expect(answer).toMatchObject({ status: 403 });
  });
});

describe('OTLP traces while tracing is switched off', () => {
  it('are refused', async () => {
    const service = await startService({ env: { ENABLE_DISTRIBUTED_TRACING: 'false' } });
    const answer = await sendSignal(service, 'traces', 'protobuf', tracesRequest(RESOURCE));
    await service.stop();
    expect(answer).toMatchObject({ status: 403, message: expect.stringContaining('Tracing is switched off') });
  });
});
