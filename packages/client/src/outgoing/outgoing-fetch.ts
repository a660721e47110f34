import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { RecordedSpan } from '../tracing/recorded-span.js';
import { formatTraceparent } from '../tracing/traceparent.js';
import { beginCall, endCall } from './client-span.js';

/** The part of undici's request that the channels' messages are read for; `headers` is name, value, name, value … */
interface OutgoingRequest {
  readonly origin: string | URL;
  readonly path: string;
  readonly method: string;
  readonly headers?: unknown;
  addHeader(name: string, value: string): unknown;
}

/**
 * Makes a span of every `fetch` made while something is worked on, and passes the trace context on with it unless the caller has set one
 * itself. Node announces each request of its fetch on diagnostics channels: nothing is patched. Returns how to stop it.
 */
export function followFetch(): () => void {
  const calls = new WeakMap<object, { span: RecordedSpan; status?: number }>();
  const end = (message: unknown, fault?: Error) => {
    const call = calls.get(requestOf(message) ?? {});
    if (call) endCall(call.span, call.status, fault);
  };
  const listeners: Record<string, (message: unknown) => void> = {
    'undici:request:create': (message) => {
      const request = requestOf(message);
      if (!request || hasTraceparent(request.headers) || !URL.canParse(request.path, String(request.origin))) return;
      const span = beginCall(request.method, new URL(request.path, String(request.origin)));
      if (!span) return;
      calls.set(request, { span });
      request.addHeader('traceparent', formatTraceparent(span));
      if (span.tracestate !== undefined) request.addHeader('tracestate', span.tracestate);
    },
    'undici:request:headers': (message) => {
      const call = calls.get(requestOf(message) ?? {});
      if (call) call.status = (message as { response: { statusCode: number } }).response.statusCode;
    },
    'undici:request:trailers': (message) => end(message),
    'undici:request:error': (message) => end(message, (message as { error?: Error }).error),
  };
  for (const [channel, listener] of Object.entries(listeners)) subscribe(channel, listener);
  return () => {
    for (const [channel, listener] of Object.entries(listeners)) unsubscribe(channel, listener);
  };
}

function requestOf(message: unknown): OutgoingRequest | undefined {
  const request = message && typeof message === 'object' && 'request' in message ? message.request : undefined;
  const isRequest =
    !!request && typeof request === 'object' && 'addHeader' in request && typeof request.addHeader === 'function';
  return isRequest ? (request as OutgoingRequest) : undefined;
}

function hasTraceparent(headers: unknown): boolean {
  if (typeof headers === 'string') return /^traceparent:/im.test(headers);
  return (
    Array.isArray(headers) &&
    headers.some((name, index) => index % 2 === 0 && String(name).toLowerCase() === 'traceparent')
  );
}
