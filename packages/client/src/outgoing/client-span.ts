import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { activeSpan } from '../tracing/active-context.js';
import { RecordedSpan } from '../tracing/recorded-span.js';

/** Begins the span of a call to another service, beneath what is being worked on; undefined outside that, as for the client's own calls. */
export function beginCall(method: string, url: URL): RecordedSpan | undefined {
  const parent = activeSpan();
  if (!parent) return undefined;
  // Of the address neither the query nor a password: they may hold secrets.
  return new RecordedSpan(parent.trace, parent.spanId, method, SpanKind.CLIENT).setAttributes({
    'http.request.method': method,
    'url.full': `${url.origin}${url.pathname}`,
    'server.address': url.hostname,
    'server.port': Number(url.port) || (url.protocol === 'https:' ? 443 : 80),
  });
}

/** Ends it with the answer's status, or with what went wrong (OpenTelemetry's conventions for HTTP clients: from 400 on it failed). */
export function endCall(span: RecordedSpan, status: number | undefined, fault?: Error): void {
  if (status !== undefined) span.setAttribute('http.response.status_code', status);
  if (fault) span.setAttribute('error.type', fault.name);
  if (fault || status === undefined || status >= 400) {
    span.setStatus({ code: SpanStatusCode.ERROR, ...(fault ? { message: fault.message } : {}) });
  }
  span.end();
}
