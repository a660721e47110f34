import {
  type Context,
  isSpanContextValid,
  type Span,
  type SpanOptions,
  TraceFlags,
  type Tracer,
  type TracerProvider,
  trace,
} from '@opentelemetry/api';
import { activeContext, runWithin, SpanScope } from './active-context.js';
import { randomHex } from './identifiers.js';
import { LocalTrace, type SpanSink } from './local-trace.js';
import { RecordedSpan } from './recorded-span.js';
import { isInSample } from './sample.js';

type Work = (span: Span) => unknown;

/** Makes spans for whatever uses OpenTelemetry's API in this process. */
export class MonitoringTracer implements Tracer, TracerProvider {
  constructor(
    private readonly sink: SpanSink,
    private readonly sampleRate: number,
  ) {}

  getTracer(): Tracer {
    return this;
  }

  startSpan(name: string, options: SpanOptions = {}, context: Context = activeContext()): RecordedSpan {
    const parent = options.root ? undefined : trace.getSpan(context);
    const local = parent instanceof RecordedSpan ? parent.trace : this.traceAfter(parent);
    const startedAt = options.startTime === undefined ? undefined : RecordedSpan.millisOf(options.startTime);
    const span = new RecordedSpan(local, parentIdOf(parent), name, options.kind, startedAt);
    if (options.attributes) span.setAttributes(options.attributes);
    if (options.links) span.addLinks(options.links);
    return span;
  }

  startActiveSpan<Given extends Work>(name: string, work: Given): ReturnType<Given>;
  startActiveSpan<Given extends Work>(name: string, options: SpanOptions, work: Given): ReturnType<Given>;
  startActiveSpan<Given extends Work>(
    name: string,
    options: SpanOptions,
    context: Context,
    work: Given,
  ): ReturnType<Given>;
  startActiveSpan(name: string, ...rest: unknown[]): unknown {
    const work = rest.pop() as Work;
    const [options, context = activeContext()] = rest as [SpanOptions?, Context?];
    const span = this.startSpan(name, options, context);
    return runWithin(new SpanScope(span, context), () => work(span));
  }

  /** Continues the trace of a span elsewhere, or begins one. */
  private traceAfter(parent: Span | undefined): LocalTrace {
    const remote = parent?.spanContext();
    if (!remote || !isSpanContextValid(remote)) {
      const traceId = randomHex(16);
      return new LocalTrace(this.sink, traceId, isInSample(traceId, this.sampleRate), undefined);
    }
    const isSampled = (remote.traceFlags & TraceFlags.SAMPLED) !== 0;
    return new LocalTrace(this.sink, remote.traceId, isSampled, remote.traceState?.serialize());
  }
}

function parentIdOf(parent: Span | undefined): string | undefined {
  const context = parent?.spanContext();
  return context && isSpanContextValid(context) ? context.spanId : undefined;
}
