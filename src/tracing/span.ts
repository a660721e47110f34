import type { Attributes } from '../resources/attributes.js';
import type { SpanKind, SpanStatus } from './span-kind.js';

/** Something that happened during a span: an exception, a retry. */
export interface SpanEvent {
  name: string;
  /** ISO 8601, to the microsecond. */
  time: string;
  attributes: Attributes;
}

/** A span of another trace, or of this one, that has to do with a span: what a batch was made of. */
export interface SpanLink {
  trace_id: string;
  span_id: string;
  attributes: Attributes;
}

/** How many attributes, events and links of a span were not kept, by the service or by the SDK before it. */
export interface LeftOut {
  attributes?: number;
  events?: number;
  links?: number;
}

/** A span to record. Without a duration it is open, and may be recorded again or finished later. */
export interface FinishedOrOpenSpan {
  /** A W3C id or any other text. */
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  operationName: string;
  serviceName: string;
  kind: SpanKind;
  /** Epoch ms, with microseconds as its fraction. */
  startAt: number;
  durationMs?: number;
  status: SpanStatus;
  statusMessage?: string;
  tags?: Attributes;
  /** The library that recorded it, with its version. */
  scope?: string;
  /** W3C `tracestate`. */
  traceState?: string;
  events?: SpanEvent[];
  links?: SpanLink[];
  leftOut?: LeftOut;
  /** What sent it: the attributes of its OpenTelemetry resource. Spans of one resource should share the object. */
  resource?: Attributes;
}
