import { randomUUID } from 'node:crypto';
import { describeException, nameOf } from '../errors/describe-exception.js';
import { UNMATCHED_ROUTE } from '../metrics/request-metrics.js';
import type { ErrorItem, SpanItem } from '../signals.js';

/** Who is speaking. */
export interface Identity {
  readonly service: string;
  readonly environment: string | undefined;
  readonly release: string | undefined;
}

/** What of a request's record is told on. */
export interface RequestFacts {
  readonly requestId: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly tracestate: string | undefined;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  readonly handler?: string | undefined;
  readonly exception?: unknown;
}

/** How a request ended; `route` is the template. */
export interface RequestOutcome {
  readonly method: string;
  readonly route: string | undefined;
  readonly status: number;
  readonly durationMs: number;
}

/** The error of a request that ended with 500 or more. `now` is epoch ms. */
export function errorOf(identity: Identity, record: RequestFacts, outcome: RequestOutcome, now: number): ErrorItem {
  const { method, status, route = UNMATCHED_ROUTE } = outcome;
  const thrown =
    record.exception === undefined
      ? { type: 'HttpError', message: `${method} ${route} answered ${status}` }
      : describeException(record.exception);
  return { ...thrown, ...errorContext(identity, record), method, route, status, at: now };
}

/** What every error of this process carries, and of the request or span it happened in. */
export function errorContext(
  { service, environment, release }: Identity,
  place?: { readonly requestId?: string | undefined; readonly traceId: string; readonly spanId: string },
) {
  const { requestId, traceId, spanId } = place ?? {};
  return { id: randomUUID(), service, environment, release, requestId, traceId, spanId };
}

/** Answers below 500 are no fault of the server. */
export function hasFailed({ status }: RequestOutcome): boolean {
  return status >= 500;
}

/** The span of a request. */
export function spanOf(service: string, record: RequestFacts, outcome: RequestOutcome): SpanItem {
  const { method, status, durationMs, route = UNMATCHED_ROUTE } = outcome;
  const failed = hasFailed(outcome);
  return {
    traceId: record.traceId,
    spanId: record.spanId,
    parentSpanId: record.parentSpanId,
    traceState: record.tracestate,
    operation: `${method} ${route}`,
    service,
    kind: 'server',
    startedAt: record.startedAt,
    durationMs,
    status: failed ? 'error' : 'ok',
    statusMessage: failed && record.exception !== undefined ? nameOf(record.exception).message : undefined,
    tags: {
      'http.request.method': method,
      'http.route': route,
      'http.response.status_code': status,
      request_id: record.requestId,
      ...(record.handler === undefined ? {} : { 'code.function.name': record.handler }),
    },
    events: undefined,
    links: undefined,
  };
}
