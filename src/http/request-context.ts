import { parseTraceparent, type Refusal, randomHex, readTracestate } from '@oneclass/monitoring-client';

/** The request that is being handled: what its log lines and its own records refer to. */
export interface RequestContext {
  requestId: string;
  /** 32 hexadecimal digits, the caller's or a new one (W3C Trace Context). */
  traceId: string;
  /** The span of this request, 16 hexadecimal digits. */
  spanId: string;
  /** The caller's span, if it sent one. */
  parentSpanId: string | undefined;
  /** What the caller's `tracestate` says to vendors, kept as it came. */
  tracestate: string | undefined;
  /** The caller's decision whether the trace is kept; undefined when it made none. */
  sampled: boolean | undefined;
  /** When the request came in, on the clock of `performance.now()`. */
  startedAt: number;
  /** When the answer began, if it goes on for as long as its caller listens: how long that is says nothing of the service. */
  answeredAt: number | undefined;
  /** Who was refused, where somebody was. */
  refused: RefusedCaller | undefined;
  /** What was thrown when the answer is 500 or more. */
  fault: unknown;
}

/** Read off the request while its connection stands. */
export interface RefusedCaller {
  /** What the refusal is; the answer may say it in another way, such as by sending a page elsewhere. */
  status: Refusal['status'];
  /** IPv4 or IPv6, without a zone. */
  ipAddress: string | undefined;
  userAgent: string | undefined;
}

/** Where a request keeps its context. A property, because an async context would cost each promise of the process. */
export const REQUEST_CONTEXT = Symbol('request context');

/** The context of a request; undefined when it was refused before one was made. */
export function contextOf(request: object): RequestContext | undefined {
  return (request as { [REQUEST_CONTEXT]?: RequestContext })[REQUEST_CONTEXT];
}

/** What the lines a request logs are found by. */
export function logFieldsOf(request: object): { request_id?: string; trace_id?: string } {
  const context = contextOf(request);
  return context ? { request_id: context.requestId, trace_id: context.traceId } : {};
}

/** Reads `traceparent` and `tracestate` (W3C Trace Context, 3.2 and 3.3); without a valid parent a new trace starts. */
export function newRequestContext(requestId: string, traceparent: unknown, tracestate: unknown): RequestContext {
  const given = traceparent === undefined ? undefined : parseTraceparent(traceparent);
  const drawn = randomHex(24);
  return {
    requestId,
    traceId: given?.traceId ?? drawn.slice(16),
    spanId: drawn.slice(0, 16),
    parentSpanId: given?.spanId,
    tracestate: given && readTracestate(tracestate),
    sampled: given?.sampled,
    startedAt: performance.now(),
    answeredAt: undefined,
    refused: undefined,
    fault: undefined,
  };
}
