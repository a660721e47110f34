import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { formatTraceparent } from '../tracing/traceparent.js';
import { requestContext } from './request-context.js';

const CHANNEL = 'undici:request:create';

/** The part of undici's request that the channel's message is read for; `headers` is name, value, name, value … */
interface OutgoingRequest {
  readonly headers?: unknown;
  addHeader(name: string, value: string): unknown;
}

/**
 * Passes the trace context on with every `fetch` made while a request is served, unless the caller has set one itself.
 * Node announces each request of its fetch on a diagnostics channel: nothing is patched. Returns how to stop it.
 */
export function passTraceContextOn(): () => void {
  subscribe(CHANNEL, onRequest);
  return () => unsubscribe(CHANNEL, onRequest);
}

function onRequest(message: unknown): void {
  const record = requestContext.getStore();
  if (!record || !isCreateMessage(message) || hasTraceparent(message.request.headers)) return;
  message.request.addHeader('traceparent', formatTraceparent(record));
  if (record.tracestate !== undefined) message.request.addHeader('tracestate', record.tracestate);
}

function isCreateMessage(message: unknown): message is { request: OutgoingRequest } {
  const request = message && typeof message === 'object' && 'request' in message ? message.request : undefined;
  return !!request && typeof request === 'object' && 'addHeader' in request && typeof request.addHeader === 'function';
}

function hasTraceparent(headers: unknown): boolean {
  if (typeof headers === 'string') return /^traceparent:/im.test(headers);
  return (
    Array.isArray(headers) &&
    headers.some((name, index) => index % 2 === 0 && String(name).toLowerCase() === 'traceparent')
  );
}
