import { AsyncLocalStorage } from 'node:async_hooks';
import { parseTraceparent, randomHex } from '@oneclass/monitoring-client';

/** The request that is being handled: what its log lines and its own records refer to. */
export interface RequestContext {
  requestId: string;
  /** 32 hexadecimal digits, the caller's or a new one (W3C Trace Context). */
  traceId: string;
  /** The span of this request, 16 hexadecimal digits. */
  spanId: string;
  /** The caller's span, if it sent one. */
  parentSpanId: string | undefined;
  /** The caller's decision whether the trace is kept; undefined when it made none. */
  sampled: boolean | undefined;
  ipAddress: string;
  /** What was thrown when the answer is 500 or more. */
  fault?: unknown;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

/** Where a request keeps its context: hooks that run when the response is sent may run outside the request's async context. */
export const REQUEST_CONTEXT = Symbol('request context');

/** The context of a request; undefined when it was refused before one was made. */
export function contextOf(request: object): RequestContext | undefined {
  return (request as { [REQUEST_CONTEXT]?: RequestContext })[REQUEST_CONTEXT];
}

/** Reads a `traceparent` header (W3C Trace Context section 3.2); an invalid one starts a new trace. */
export function traceContext(
  traceparent: unknown,
): Pick<RequestContext, 'traceId' | 'spanId' | 'parentSpanId' | 'sampled'> {
  const given = parseTraceparent(traceparent);
  return {
    traceId: given?.traceId ?? randomHex(16),
    spanId: randomHex(8),
    parentSpanId: given?.spanId,
    sampled: given?.sampled,
  };
}
