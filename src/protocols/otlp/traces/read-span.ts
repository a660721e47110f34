import { cutText } from '../../../database/storable-text.js';
import { preciseIso } from '../../../tracing/precise-time.js';
import type { FinishedOrOpenSpan, LeftOut, SpanEvent, SpanLink } from '../../../tracing/span.js';
import type { SpanKind, SpanStatus } from '../../../tracing/span-kind.js';
import type { IngestTimes } from '../../ingest-times.js';
import { fixed64Tag, lengthTag, type ProtoReader, varintTag } from '../../protobuf/proto-reader.js';
import { BoundedAttributes } from '../bounded-attributes.js';
import { type Origin, oneLine } from '../export-request.js';
import { readId, SPAN_ID_BYTES, TRACE_ID_BYTES } from '../ids.js';
import { preciseMillisecondsAt } from '../nanoseconds.js';

const TRACE_ID = lengthTag(1);
const SPAN_ID = lengthTag(2);
const TRACE_STATE = lengthTag(3);
const PARENT_SPAN_ID = lengthTag(4);
const NAME = lengthTag(5);
const KIND = varintTag(6);
const START = fixed64Tag(7);
const END = fixed64Tag(8);
const ATTRIBUTES = lengthTag(9);
const DROPPED_ATTRIBUTES = varintTag(10);
const EVENTS = lengthTag(11);
const DROPPED_EVENTS = varintTag(12);
const LINKS = lengthTag(13);
const DROPPED_LINKS = varintTag(14);
const STATUS = lengthTag(15);

const EVENT_TIME = fixed64Tag(1);
const EVENT_NAME = lengthTag(2);
const EVENT_ATTRIBUTES = lengthTag(3);
const LINK_TRACE_ID = lengthTag(1);
const LINK_SPAN_ID = lengthTag(2);
const LINK_ATTRIBUTES = lengthTag(4);
const STATUS_MESSAGE = lengthTag(2);
const STATUS_CODE = varintTag(3);

/** SpanKind and StatusCode of OTLP, by their numbers; a number that is not known is the first. */
const KINDS: readonly SpanKind[] = ['internal', 'internal', 'server', 'client', 'producer', 'consumer'];
const STATUSES: readonly SpanStatus[] = ['unset', 'ok', 'error'];

const MAX_NAME = 512;
const MAX_STATUS_MESSAGE = 8192;
/** The W3C asks that at least so much is passed on. */
const MAX_TRACE_STATE = 512;
/** What OpenTelemetry's SDKs keep at most. */
const MAX_EVENTS = 128;
const MAX_LINKS = 128;
/** The last instant a date can tell. */
const MAX_TIME = 8.64e15;
/** What an operation or event without a name is called. */
const UNNAMED = 'unnamed';

/**
 * Reads the Span message that the reader is in (opentelemetry-proto, trace/v1).
 *
 * @returns the span, or why it cannot be taken
 */
export function readSpan(reader: ProtoReader, origin: Origin, times: IngestTimes): FinishedOrOpenSpan | string {
  const draft = new SpanDraft(reader);
  while (reader.next()) draft.readField();
  const fault = origin.fault ?? draft.fault(times);
  return fault === undefined ? draft.toSpan(origin) : `the span ${JSON.stringify(draft.name)}: ${fault}`;
}

/** A span as far as it has been read. */
class SpanDraft {
  name = '';
  private traceId: string | undefined;
  private spanId: string | undefined;
  private parentSpanId: string | undefined;
  private traceState: string | undefined;
  private kind: SpanKind = 'internal';
  private startAt = 0;
  private endAt = 0;
  private status: SpanStatus = 'unset';
  private statusMessage: string | undefined;
  private readonly attributes = new BoundedAttributes();
  /** Of its events and links, all together. */
  private readonly innerAttributes = new BoundedAttributes();
  private readonly events: SpanEvent[] = [];
  private readonly links: SpanLink[] = [];
  private readonly leftOut = { attributes: 0, events: 0, links: 0 };

  constructor(private readonly reader: ProtoReader) {}

  readField(): void {
    const { reader } = this;
    if (reader.tag === ATTRIBUTES) this.attributes.read(reader);
    else if (reader.tag === TRACE_ID) this.traceId = readId(reader, TRACE_ID_BYTES);
    else if (reader.tag === SPAN_ID) this.spanId = readId(reader, SPAN_ID_BYTES);
    else if (reader.tag === PARENT_SPAN_ID) this.parentSpanId = readId(reader, SPAN_ID_BYTES);
    else if (reader.tag === TRACE_STATE) this.traceState = oneLine(reader.text(), MAX_TRACE_STATE) || undefined;
    else if (reader.tag === NAME) this.name = oneLine(reader.text(), MAX_NAME);
    else if (reader.tag === KIND) this.kind = KINDS[reader.varint()] ?? 'internal';
    else if (reader.tag === START) this.startAt = preciseMillisecondsAt(reader.view, reader.fixed64());
    else if (reader.tag === END) this.endAt = preciseMillisecondsAt(reader.view, reader.fixed64());
    else if (reader.tag === STATUS) this.readStatus();
    else this.readList();
  }

  /** Why it cannot be taken, if so. */
  fault(times: IngestTimes): string | undefined {
    if (!this.traceId) return `its trace id is not ${TRACE_ID_BYTES} bytes that are not all 0`;
    if (!this.spanId) return `its span id is not ${SPAN_ID_BYTES} bytes that are not all 0`;
    if (this.endAt !== 0 && this.endAt < this.startAt) return 'it ends before it starts';
    return times.faultOf(this.startAt) ?? (this.endAt === 0 ? undefined : times.faultOf(this.endAt));
  }

  toSpan({ service, resource, scope }: Origin): FinishedOrOpenSpan {
    return {
      traceId: this.traceId!,
      spanId: this.spanId!,
      parentSpanId: this.parentSpanId,
      operationName: this.name || UNNAMED,
      serviceName: service,
      kind: this.kind,
      startAt: this.startAt,
      durationMs: this.endAt === 0 ? undefined : Math.round((this.endAt - this.startAt) * 1000) / 1000,
      status: this.status,
      statusMessage: this.statusMessage,
      tags: this.attributes.take(),
      scope,
      traceState: this.traceState,
      events: this.events.length > 0 ? this.events : undefined,
      links: this.links.length > 0 ? this.links : undefined,
      leftOut: this.countLeftOut(),
      resource,
    };
  }

  private readStatus(): void {
    const { reader } = this;
    const outer = reader.enter();
    while (reader.next()) {
      if (reader.tag === STATUS_CODE) this.status = STATUSES[reader.varint()] ?? 'unset';
      else if (reader.tag === STATUS_MESSAGE) this.statusMessage = cutText(reader.text(), MAX_STATUS_MESSAGE);
      else reader.skip();
    }
    reader.leave(outer);
  }

  /** Events, links, and how many of each and of the attributes the SDK left out. */
  private readList(): void {
    const { reader, leftOut } = this;
    if (reader.tag === EVENTS && this.events.length < MAX_EVENTS) this.readEvent();
    else if (reader.tag === LINKS && this.links.length < MAX_LINKS) this.readLink();
    else if (reader.tag === DROPPED_ATTRIBUTES) leftOut.attributes += reader.varint();
    else if (reader.tag === DROPPED_EVENTS) leftOut.events += reader.varint();
    else if (reader.tag === DROPPED_LINKS) leftOut.links += reader.varint();
    else {
      if (reader.tag === EVENTS) leftOut.events++;
      if (reader.tag === LINKS) leftOut.links++;
      reader.skip();
    }
  }

  private readEvent(): void {
    const { reader, innerAttributes } = this;
    let name = '';
    let at = 0;
    const outer = reader.enter();
    while (reader.next()) {
      if (reader.tag === EVENT_TIME) at = preciseMillisecondsAt(reader.view, reader.fixed64());
      else if (reader.tag === EVENT_NAME) name = oneLine(reader.text(), MAX_NAME);
      else if (reader.tag === EVENT_ATTRIBUTES) innerAttributes.read(reader);
      else reader.skip();
    }
    reader.leave(outer);
    const time = preciseIso(Math.min(at || this.startAt, MAX_TIME));
    this.events.push({ name: name || UNNAMED, time, attributes: innerAttributes.take() });
  }

  private readLink(): void {
    const { reader, innerAttributes } = this;
    let traceId: string | undefined;
    let spanId: string | undefined;
    const outer = reader.enter();
    while (reader.next()) {
      if (reader.tag === LINK_TRACE_ID) traceId = readId(reader, TRACE_ID_BYTES);
      else if (reader.tag === LINK_SPAN_ID) spanId = readId(reader, SPAN_ID_BYTES);
      else if (reader.tag === LINK_ATTRIBUTES) innerAttributes.read(reader);
      else reader.skip();
    }
    reader.leave(outer);
    const attributes = innerAttributes.take();
    if (traceId && spanId) this.links.push({ trace_id: traceId, span_id: spanId, attributes });
    else this.leftOut.links++;
  }

  private countLeftOut(): LeftOut | undefined {
    const attributes = this.leftOut.attributes + this.attributes.leftOut + this.innerAttributes.leftOut;
    const counts = Object.entries({ ...this.leftOut, attributes }).filter(([, count]) => count > 0);
    return counts.length > 0 ? Object.fromEntries(counts) : undefined;
  }
}
