import { type SpanContext, SpanKind, TraceFlags } from '@opentelemetry/api';
import type { HandlerRef } from '../security/admitted-fields.js';
import type { SpanItem } from '../signals.js';
import { SpanScope } from '../tracing/active-context.js';
import { randomHex } from '../tracing/identifiers.js';
import { LocalTrace, type SpanSink } from '../tracing/local-trace.js';
import { RecordedSpan } from '../tracing/recorded-span.js';
import { isInSample } from '../tracing/sample.js';
import { parseTraceparent } from '../tracing/traceparent.js';
import { readTracestate } from '../tracing/tracestate.js';
import { hasFailed, type RequestOutcome, spanOf } from './describe-request.js';
import type { Answer, RoutedRequest } from './routed-request.js';

/** What is known of a request while it is being served; as a span it is the parent of what is done for it. */
export class RequestRecord extends RecordedSpan {
  /** `Class.method` that served it, once that is known. */
  handler: string | undefined;
  /** The same as a class and its method. */
  handledBy: HandlerRef | undefined;
  /** The answer, by whoever knows its headers. */
  answer: Answer | undefined;
  /** The same request as the framework knows it. */
  routed: RoutedRequest | undefined;
  /** What the handler, a guard or a pipe threw. */
  exception: unknown;
  private outcome: RequestOutcome | undefined;
  /** To serve it in. */
  readonly scope = new SpanScope(this);

  constructor(
    trace: LocalTrace,
    parentSpanId: string | undefined,
    /** The caller's `X-Request-ID`, or a new one. */
    readonly requestId: string,
    spanId?: string,
  ) {
    super(trace, parentSpanId, 'request', SpanKind.SERVER, undefined, spanId);
  }

  /** Ends the span with what came of the request, and what was said of it meanwhile. */
  close(outcome: RequestOutcome): void {
    this.outcome = outcome;
    this.durationMs = outcome.durationMs;
    this.trace.add(this);
  }

  override get hasFailed(): boolean {
    return this.outcome !== undefined && hasFailed(this.outcome);
  }

  override item(): SpanItem {
    if (!this.outcome) return super.item();
    const item = spanOf(this.trace.service, this, this.outcome);
    const { attributes, events, links } = this;
    const isPlain = attributes === undefined && events === undefined && links === undefined;
    return isPlain ? item : { ...item, tags: { ...item.tags, ...attributes }, events, links };
  }
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Visible ASCII of bounded length: what may stand in a header and a log line. */
const REQUEST_ID = /^[\x21-\x7e]{1,128}$/;

/** Opens the record of a request: continues the caller's trace, or begins one and decides by its id whether it is in the sample. */
export function openRecord(headers: Headers, sampleRate: number, sink: SpanSink): RequestRecord {
  const parent = headers.traceparent === undefined ? undefined : parseTraceparent(headers.traceparent);
  const traceId = parent?.traceId ?? randomHex(16);
  const sampled = parent?.sampled ?? isInSample(traceId, sampleRate);
  // A trace that begins here has one request, which needs no other name.
  const requestId = requestIdOf(headers['x-request-id']) ?? (parent ? randomHex(16) : traceId);
  const trace = new LocalTrace(sink, traceId, sampled, parent && readTracestate(headers.tracestate), requestId);
  return new RequestRecord(trace, parent?.spanId, requestId);
}

/** Spans of a trace that another tracer makes are not the client's to send. */
const NO_SINK: SpanSink = { service: '', slowMs: Number.POSITIVE_INFINITY, span: () => undefined };

/** The record of a request whose span another tracer makes: errors are tied to that. */
export function joinTrace({ traceId, spanId, traceFlags }: SpanContext, headers: Headers): RequestRecord {
  const sampled = (traceFlags & TraceFlags.SAMPLED) !== 0;
  const requestId = requestIdOf(headers['x-request-id']) ?? randomHex(16);
  return new RequestRecord(
    new LocalTrace(NO_SINK, traceId, sampled, undefined, requestId),
    undefined,
    requestId,
    spanId,
  );
}

/** The caller's, if it can be used. */
function requestIdOf(header: string | string[] | undefined): string | undefined {
  return typeof header === 'string' && REQUEST_ID.test(header) ? header : undefined;
}
