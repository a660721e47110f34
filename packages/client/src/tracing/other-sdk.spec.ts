import { context, trace } from '@opentelemetry/api';
import { InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import { NodeTracerProvider } from '@opentelemetry/sdk-trace-node';
import type { Batch } from '../delivery/transport.js';
import { RequestRecording } from '../http/request-recording.js';
import { Recorder } from '../recorder.js';
import { resolveOptions } from '../resolve-options.js';
import { Session } from '../session.js';
import { runWithin } from './active-context.js';

describe('in an application with an OpenTelemetry SDK of its own', () => {
  it('that makes the spans, and errors bear its ids', async () => {
    const exporter = new InMemorySpanExporter();
    const provider = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
    provider.register();
    const batches: Batch[] = [];
    const send = async (batch: Batch) => {
      batches.push(batch);
      return { rejected: 0 };
    };
    const options = { service: 'students', sampleRate: 1, processMetrics: false, transport: { send } };
    const session = new Session(
      new Recorder(resolveOptions(options, {}), { log: () => undefined, warn: () => undefined }),
    );
    session.start();
    const requests = new RequestRecording(session);
    const served = trace.getTracer('http').startSpan('GET');
    context.with(trace.setSpan(context.active(), served), () => {
      const record = requests.begin({});
      runWithin(record.scope, () => {
        session.monitoring.withSpan('inner', () => undefined);
        const { traceId, spanId } = served.spanContext();
        expect(session.monitoring.traceHeaders().traceparent).toBe(`00-${traceId}-${spanId}-01`);
      });
      record.exception = new Error('broken');
      requests.end(record, 'GET', '/students', 500, { headers: {} });
    });
    served.end();
    await session.stop();
    const { traceId, spanId } = served.spanContext();
    expect(batches.map(({ signal }) => signal)).not.toContain('traces');
    const errors = batches.flatMap((batch) => (batch.signal === 'errors' ? batch.items : []));
    expect(errors).toMatchObject([{ message: 'broken', traceId, spanId, route: '/students' }]);
    const [inner] = exporter.getFinishedSpans();
    expect([inner!.name, inner!.parentSpanContext?.spanId]).toEqual(['inner', spanId]);
    expect(trace.getTracer('http').startSpan('after').isRecording()).toBe(true);
    await provider.shutdown();
  });
});
