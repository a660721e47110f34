import { type Span, trace } from '@opentelemetry/api';
import pino from 'pino';
import type { Batch, Receipt, Transport } from './delivery/transport.js';
import { RequestRecording } from './http/request-recording.js';
import type { MonitoringOptions } from './options.js';
import { Recorder } from './recorder.js';
import { resolveOptions } from './resolve-options.js';
import { Session } from './session.js';
import type { SpanItem } from './signals.js';
import { runWithin } from './tracing/active-context.js';

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const CALLER = '00f067aa0ba902b7';

class Collector implements Transport {
  readonly batches: Batch[] = [];

  async send(batch: Batch): Promise<Receipt> {
    this.batches.push(batch);
    return { rejected: 0 };
  }

  items<Signal extends Batch['signal']>(signal: Signal) {
    type Items = Extract<Batch, { signal: Signal }>['items'];
    return this.batches.filter((batch) => batch.signal === signal).flatMap(({ items }) => items as Items);
  }

  span(operation: string): SpanItem {
    const found = this.items('traces').find((span) => span.operation === operation);
    if (!found) throw new Error(`no span ${operation}`);
    return found;
  }
}

/** The client at work with `options`, until the test has stopped it. */
function start(options: MonitoringOptions = {}) {
  const transport = new Collector();
  const settings = resolveOptions(
    { service: 'students', sampleRate: 1, processMetrics: false, transport, ...options },
    {},
  );
  const recorder = new Recorder(settings, { log: () => undefined, warn: () => undefined });
  const session = new Session(recorder);
  session.start();
  return { transport, session, monitoring: session.monitoring, requests: new RequestRecording(session) };
}

const pause = () => new Promise((done) => setTimeout(done, 1));

describe('Monitoring', () => {
  let client: ReturnType<typeof start>;
  const started = (options?: MonitoringOptions) => {
    client = start(options);
    return client;
  };
  afterEach(() => client.session.stop());

  it('passes on the trace of the request being served, with what its vendors say', () => {
    const { monitoring, requests } = started();
    const record = requests.begin({ traceparent: `00-${TRACE}-${CALLER}-01`, tracestate: 'vendor=1' });
    expect(runWithin(record.scope, () => monitoring.traceHeaders())).toEqual({
      'x-request-id': record.requestId,
      traceparent: `00-${TRACE}-${record.spanId}-01`,
      tracestate: 'vendor=1',
    });
    const other = requests.begin({});
    expect(runWithin(other.scope, () => monitoring.traceHeaders())).not.toHaveProperty('tracestate');
    expect(monitoring.traceHeaders()).toEqual({});
  });

  it('keeps the lines of pino, tied to the request they are written in', async () => {
    const { monitoring, requests, session, transport } = started();
    const logger = pino({ level: 'info' }, pino.multistream([monitoring.logStream]));
    const record = requests.begin({});
    await runWithin(record.scope, async () => {
      await pause();
      logger.child({ context: 'Imports' }).warn({ pupils: 3 }, 'late');
    });
    logger.info('outside');
    logger.debug('not wanted');
    await session.stop();
    expect(transport.items('logs')).toMatchObject([
      {
        level: 'warn',
        message: 'late',
        logger: 'Imports',
        attributes: { pupils: 3 },
        service: 'students',
        traceId: record.traceId,
        requestId: record.requestId,
      },
      { level: 'info', message: 'outside' },
    ]);
    expect(transport.items('logs')[1]).not.toHaveProperty('traceId');
  });

  it('nests spans across everything that is awaited, and keeps those of others apart', async () => {
    const { monitoring, session, transport } = started();
    const work = (name: string) =>
      monitoring.withSpan(name, async () => {
        await pause();
        await Promise.all([monitoring.withSpan(`${name}.a`, pause), monitoring.withSpan(`${name}.b`, pause)]);
      });
    await Promise.all([work('one'), work('two')]);
    await session.stop();
    for (const name of ['one', 'two']) {
      const parent = transport.span(name);
      expect(parent).toMatchObject({ parentSpanId: undefined, status: 'unset', kind: 'internal', service: 'students' });
      for (const child of ['a', 'b'].map((suffix) => transport.span(`${name}.${suffix}`))) {
        expect(child).toMatchObject({ traceId: parent.traceId, parentSpanId: parent.spanId });
        expect(child.durationMs).toBeLessThanOrEqual(parent.durationMs);
      }
    }
  });

  it('says of a span that its work failed, and throws the failure on', async () => {
    const { monitoring, session, transport } = started();
    const fail = () => {
      throw new RangeError('too far');
    };
    expect(() => monitoring.withSpan('at once', fail)).toThrow(RangeError);
    await expect(monitoring.withSpan('later', () => pause().then(fail))).rejects.toThrow('too far');
    await session.stop();
    for (const name of ['at once', 'later']) {
      expect(transport.span(name)).toMatchObject({
        status: 'error',
        statusMessage: 'too far',
        events: [{ name: 'exception', attributes: { 'exception.type': 'RangeError' } }],
      });
    }
  });

  it('joins what other instrumentation says through the API of OpenTelemetry', async () => {
    const { requests, session, transport } = started();
    const record = requests.begin({});
    await runWithin(record.scope, async () => {
      await pause();
      trace.getActiveSpan()?.setAttribute('student.class', '7b').addEvent('found', { students: 3 });
      trace.getTracer('another library').startActiveSpan('lookup', { kind: 2 }, (span: Span) => span.end());
    });
    requests.end(record, 'GET', '/students', 200, { headers: {} });
    await session.stop();
    const served = transport.span('GET /students');
    expect(served).toMatchObject({
      tags: { 'student.class': '7b', 'http.response.status_code': 200 },
      events: [{ name: 'found', attributes: { students: 3 } }],
    });
    expect(transport.span('lookup')).toMatchObject({
      traceId: served.traceId,
      parentSpanId: served.spanId,
      kind: 'client',
    });
  });

  it.each([
    ['fine', 200, 1000, []],
    ['failed', 500, 1000, ['GET /students', 'query']],
    ['slow', 200, 0, ['GET /students', 'query']],
  ])('keeps of a request that is not in the sample, and %s, what it should', async (_name, status, slowMs, kept) => {
    const { requests, session, transport, monitoring } = started({ sampleRate: 0, slowMs });
    const record = requests.begin({});
    await runWithin(record.scope, () => monitoring.withSpan('query', pause));
    requests.end(record, 'GET', '/students', status, { headers: {} });
    await session.stop();
    const names = transport.items('traces').map(({ operation }) => operation);
    expect(names.toSorted((one, other) => one.localeCompare(other))).toEqual(kept);
  });

  it('ties errors, security events and business events to the request they happen in', async () => {
    const { monitoring, requests, session, transport } = started();
    const record = requests.begin({ 'x-request-id': 'req-7' });
    await runWithin(record.scope, async () => {
      await pause();
      monitoring.recordError(new Error('caught'), { step: 'import' });
      monitoring.logSecurityEvent('suspicious_login', {
        severity: 'error',
        ipAddress: '192.0.2.1',
        data: { attempts: 5 },
      });
      monitoring.recordBusinessEvent('enrolments', { school: 'north' }, 2);
      monitoring.log('warn', 'late', { minutes: 5 });
    });
    requests.end(record, 'POST', '/login', 200, { headers: {} });
    await session.stop();
    const place = { requestId: 'req-7', traceId: record.traceId };
    expect(transport.items('errors')).toMatchObject([{ message: 'caught', tags: { step: 'import' }, ...place }]);
    const line = { level: 'warn', message: 'late', attributes: { minutes: 5 }, spanId: record.spanId };
    expect(transport.items('logs')).toMatchObject([{ ...line, ...place }]);
    expect(transport.items('security')).toMatchObject([{ type: 'suspicious_login', service: 'students', ...place }]);
    expect(transport.items('metrics')).toContainEqual(
      expect.objectContaining({
        name: 'business_enrolments_total',
        value: 2,
        tags: { service: 'students', school: 'north' },
      }),
    );
    expect(transport.span('POST /login').events).toMatchObject([{ name: 'business.enrolments' }]);
  });

  it('tells of logins, with the account that was tried', async () => {
    const { monitoring, session, transport } = started();
    const from = { ipAddress: '192.0.2.1', userAgent: 'curl' };
    monitoring.authenticationFailed({ ...from, account: 'x'.repeat(10_000) });
    monitoring.authenticationSucceeded({ ...from, userId: '17', account: 'moyo' });
    await session.stop();
    expect(transport.items('security')).toMatchObject([
      { ...from, type: 'authentication_failure', severity: 'warning', data: { account: 'x'.repeat(256) } },
      { ...from, type: 'authentication_success', severity: 'info', userId: '17', data: { account: 'moyo' } },
    ]);
  });

  it('tells of a failed login once, though its answer is a refusal too', async () => {
    const { monitoring, requests, session, transport } = started();
    const [login, other] = [requests.begin({}), requests.begin({})];
    await runWithin(login.scope, async () => monitoring.authenticationFailed({ account: 'moyo' }));
    for (const record of [login, other]) requests.end(record, 'POST', '/login', 401, { headers: {} });
    await session.stop();
    expect(transport.items('security').map(({ type, requestId }) => [type, requestId])).toEqual([
      ['authentication_failure', login.requestId],
      ['authentication_failure', other.requestId],
    ]);
  });

  it('puts acts on record, tied to the request they are done in unless another is named', async () => {
    const { monitoring, requests, session, transport } = started();
    const record = requests.begin({ 'x-request-id': 'req-7' });
    const act = { actor: 'teacher-17', action: 'grade.changed', targetType: 'grade', after: { mark: 64 } };
    await runWithin(record.scope, async () => {
      await pause();
      monitoring.audit({ ...act, requestId: undefined });
      monitoring.audit({ ...act, requestId: 'req-1' });
    });
    monitoring.audit(act);
    await session.stop();
    const { traceId } = record;
    const common = { ...act, id: expect.stringMatching(/^[0-9a-f-]{36}$/), service: 'students' };
    expect(transport.items('audit')).toMatchObject([
      { ...common, requestId: 'req-7', traceId },
      { ...common, requestId: 'req-1', traceId },
      { ...common, requestId: undefined, traceId: undefined },
    ]);
  });

  it('records metrics by their kinds', async () => {
    const { monitoring, session, transport } = started();
    monitoring.recordMetric('queue_length', 3);
    monitoring.recordMetric('queue_length', 5);
    monitoring.recordMetric('imports', 2, { kind: 'counter' });
    monitoring.recordMetric('took', 12, { kind: 'histogram', unit: 'ms', tags: { step: 'read' } });
    await session.stop();
    const told = transport.items('metrics').map(({ name, kind, value, unit }) => [name, kind, Math.round(value), unit]);
    expect(told).toEqual([
      ['queue_length', 'gauge', 5, undefined],
      ['imports', 'counter', 2, undefined],
      ['took', 'histogram', 12, 'ms'],
    ]);
  });
});
