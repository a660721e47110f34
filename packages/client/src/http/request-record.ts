import { randomUUID } from 'node:crypto';
import { randomHex } from '../tracing/identifiers.js';
import { isInSample } from '../tracing/sample.js';
import { parseTraceparent, type TraceParent } from '../tracing/traceparent.js';
import { readTracestate } from '../tracing/tracestate.js';

/** What is known of a request while it is being served. As a `TraceParent` it is the parent of the calls it makes. */
export interface RequestRecord extends TraceParent {
  /** The caller's `X-Request-ID`, or a new one. */
  readonly requestId: string;
  readonly parentSpanId: string | undefined;
  /** The caller's `tracestate`, passed on as it came. */
  readonly tracestate: string | undefined;
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** `performance.now()` at the start: durations do not jump with the clock. */
  readonly startedMs: number;
  /** `Class.method` that served it, once that is known. */
  handler?: string;
  /** What the handler threw. */
  exception?: unknown;
}

type Headers = Readonly<Record<string, string | string[] | undefined>>;

/** Visible ASCII of bounded length: what may stand in a header and a log line. */
const REQUEST_ID = /^[\x21-\x7e]{1,128}$/;

/** Opens the record of a request: continues the caller's trace, or begins one and decides by its id whether it is recorded. */
export function openRecord(headers: Headers, sampleRate: number): RequestRecord {
  const parent = parseTraceparent(headers.traceparent);
  const traceId = parent?.traceId ?? randomHex(16);
  return {
    requestId: requestIdOf(headers['x-request-id']),
    traceId,
    spanId: randomHex(8),
    parentSpanId: parent?.spanId,
    sampled: parent?.sampled ?? isInSample(traceId, sampleRate),
    tracestate: parent && readTracestate(headers.tracestate),
    startedAt: Date.now(),
    startedMs: performance.now(),
  };
}

function requestIdOf(header: string | string[] | undefined): string {
  return typeof header === 'string' && REQUEST_ID.test(header) ? header : randomUUID();
}
