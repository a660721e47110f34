import { context, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { SeverityNumber } from '@opentelemetry/api-logs';
import { OTLPLogExporter as JsonLogExporter } from '@opentelemetry/exporter-logs-otlp-http';
import { OTLPLogExporter as ProtobufLogExporter } from '@opentelemetry/exporter-logs-otlp-proto';
import { OTLPTraceExporter as JsonTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { OTLPTraceExporter as ProtobufTraceExporter } from '@opentelemetry/exporter-trace-otlp-proto';
import { CompressionAlgorithm } from '@opentelemetry/otlp-exporter-base';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchLogRecordProcessor, LoggerProvider } from '@opentelemetry/sdk-logs';
import { BasicTracerProvider, BatchSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { startService, type TestService } from '../support/service.js';

/** Ids, kind and depth are enough to tell that the tree is right. */
interface ShownSpan {
  operation_name: string;
  depth: number;
  kind: string;
  status: string;
  status_message: string | null;
  tags: Record<string, unknown>;
  events: { name: string; attributes: Record<string, unknown> }[] | null;
  links: { trace_id: string }[] | null;
  scope: string;
}

describe.each([
  ['protobuf', ProtobufTraceExporter, ProtobufLogExporter],
  ['json', JsonTraceExporter, JsonLogExporter],
] as const)('the OpenTelemetry SDK, sending %s', (encoding, TraceExporter, LogExporter) => {
  let service: TestService;
  const resource = resourceFromAttributes({ 'service.name': `shop-${encoding}`, 'service.instance.id': 'one' });

  beforeAll(async () => {
    service = await startService();
  });
  afterAll(() => service?.stop());

  const options = (signal: string) => ({
    url: `${service.url}/v1/${signal}`,
    headers: { authorization: `Bearer ${service.token('ingest')}` },
    compression: encoding === 'protobuf' ? CompressionAlgorithm.GZIP : CompressionAlgorithm.NONE,
  });

  it('has its traces and logs kept as it meant them, and logs find their trace', async () => {
    const tracing = new BasicTracerProvider({
      resource,
      spanProcessors: [new BatchSpanProcessor(new TraceExporter(options('traces')))],
    });
    const logging = new LoggerProvider({
      resource,
      processors: [new BatchLogRecordProcessor({ exporter: new LogExporter(options('logs')) })],
    });
    const tracer = tracing.getTracer('checkout', '1.2');
    const other = tracer.startSpan('batch');
    const root = tracer.startSpan('POST /orders', {
      kind: SpanKind.SERVER,
      attributes: { 'http.request.method': 'POST', 'http.response.status_code': 500, retried: true },
      links: [{ context: other.spanContext() }],
    });
    const inRoot = trace.setSpan(context.active(), root);
    const query = tracer.startSpan('INSERT orders', { kind: SpanKind.CLIENT }, inRoot);
    query.recordException(new TypeError('no such column'));
    query.setStatus({ code: SpanStatusCode.ERROR, message: 'no such column' });
    logging.getLogger('orders').emit({
      severityNumber: SeverityNumber.ERROR,
      body: 'the order was not kept',
      attributes: { order: 4711 },
      context: trace.setSpan(context.active(), query),
    });
    logging.getLogger('orders').emit({
      severityNumber: SeverityNumber.FATAL,
      body: 'cannot go on',
      attributes: {
        'exception.type': 'OutOfSeats',
        'exception.stacktrace': 'OutOfSeats: none\n    at take (/app/seats.js:1:2)',
      },
    });
    for (const span of [query, root, other]) span.end();
    await Promise.all([tracing.shutdown(), logging.shutdown()]);

    const { traceId, spanId } = query.spanContext();
    const { body } = await service.request('GET', `/traces/${traceId}`);
    expect(body).toMatchObject({ span_count: 2, error_count: 1, services: [`shop-${encoding}`] });
    const [first, second] = body.spans as [ShownSpan, ShownSpan];
    expect(first).toMatchObject({
      operation_name: 'POST /orders',
      depth: 0,
      kind: 'server',
      status: 'unset',
      tags: { 'http.request.method': 'POST', 'http.response.status_code': 500, retried: true },
      links: [{ trace_id: other.spanContext().traceId }],
      scope: 'checkout 1.2',
    });
    expect(second).toMatchObject({
      operation_name: 'INSERT orders',
      depth: 1,
      kind: 'client',
      status: 'error',
      status_message: 'no such column',
      events: [{ name: 'exception', attributes: { 'exception.type': 'TypeError' } }],
    });
    const logs = await service.request('GET', `/logs?trace_id=${traceId}`);
    expect(logs.body.items).toEqual([
      expect.objectContaining({
        level: 'error',
        message: 'the order was not kept',
        logger: 'orders',
        span_id: spanId,
        attributes: { order: 4711 },
      }),
    ]);
    const errors = await service.request('GET', `/errors?service=shop-${encoding}`);
    expect(errors.body.items).toHaveLength(2);
    expect(errors.body.items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          error_type: 'TypeError',
          error_message: 'no such column',
          severity: 'error',
          stack_trace: expect.stringContaining('otlp-trace-sdk'),
          trace_id: traceId,
          span_id: spanId,
        }),
        expect.objectContaining({
          error_type: 'OutOfSeats',
          error_message: 'cannot go on',
          severity: 'critical',
          culprit: 'take (app/seats.js)',
        }),
      ]),
    );
  });
});
