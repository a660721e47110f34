import {
  type Attributes,
  type AttributeValue,
  createTraceState,
  type Exception,
  type Link,
  type Span,
  type SpanContext,
  SpanKind,
  type SpanStatus,
  SpanStatusCode,
  type TimeInput,
  TraceFlags,
} from '@opentelemetry/api';
import { nameOf } from '../errors/describe-exception.js';
import type { SpanEventItem, SpanItem, SpanLinkItem } from '../signals.js';
import { randomHex } from './identifiers.js';
import type { EndedSpan, LocalTrace } from './local-trace.js';

/** What OpenTelemetry SDKs keep of a span unless they are told otherwise. */
const MOST_ATTRIBUTES = 128;
const MOST_EVENTS = 128;
const MOST_LINKS = 128;

const KINDS: Record<SpanKind, SpanItem['kind']> = {
  [SpanKind.INTERNAL]: 'internal',
  [SpanKind.SERVER]: 'server',
  [SpanKind.CLIENT]: 'client',
  [SpanKind.PRODUCER]: 'producer',
  [SpanKind.CONSUMER]: 'consumer',
};

/** One piece of work of this process, as OpenTelemetry's API speaks of it. Nothing is sent before it ends. */
export class RecordedSpan implements Span, EndedSpan {
  /** Epoch milliseconds. */
  readonly startedAt: number;
  /** `performance.now()` at the start: durations do not jump with the clock. */
  readonly startedMs = performance.now();
  protected attributes: Attributes | undefined;
  private attributeCount = 0;
  protected events: SpanEventItem[] | undefined;
  protected links: SpanLinkItem[] | undefined;
  private status: SpanStatus | undefined;
  private hasEnded = false;
  /** Once it has ended. */
  durationMs = 0;

  constructor(
    readonly trace: LocalTrace,
    readonly parentSpanId: string | undefined,
    private name: string,
    private readonly kind: SpanKind = SpanKind.INTERNAL,
    startedAt = Date.now(),
    readonly spanId = randomHex(8),
  ) {
    this.startedAt = startedAt;
    trace.begin(this);
  }

  get traceId(): string {
    return this.trace.traceId;
  }

  get sampled(): boolean {
    return this.trace.sampled;
  }

  get tracestate(): string | undefined {
    return this.trace.tracestate;
  }

  spanContext(): SpanContext {
    const { traceId, sampled, tracestate } = this.trace;
    const context = { traceId, spanId: this.spanId, traceFlags: sampled ? TraceFlags.SAMPLED : TraceFlags.NONE };
    return tracestate === undefined ? context : { ...context, traceState: createTraceState(tracestate) };
  }

  setAttribute(key: string, value: AttributeValue): this {
    this.attributes ??= {};
    if (key in this.attributes || this.attributeCount++ < MOST_ATTRIBUTES) this.attributes[key] = value;
    return this;
  }

  setAttributes(attributes: Attributes): this {
    for (const [key, value] of Object.entries(attributes)) if (value !== undefined) this.setAttribute(key, value);
    return this;
  }

  addEvent(name: string, attributesOrTime?: Attributes | TimeInput, time?: TimeInput): this {
    const hasAttributes = isAttributes(attributesOrTime);
    const given = hasAttributes ? time : attributesOrTime;
    const at = given === undefined ? Date.now() : RecordedSpan.millisOf(given);
    this.events ??= [];
    if (this.events.length < MOST_EVENTS)
      this.events.push({ name, at, attributes: hasAttributes ? attributesOrTime : {} });
    return this;
  }

  addLink(link: Link): this {
    const { traceId, spanId } = link.context;
    this.links ??= [];
    if (this.links.length < MOST_LINKS) this.links.push({ traceId, spanId, attributes: link.attributes ?? {} });
    return this;
  }

  addLinks(links: Link[]): this {
    for (const link of links) this.addLink(link);
    return this;
  }

  setStatus(status: SpanStatus): this {
    // What was said to be right stays right (OpenTelemetry, Set Status).
    if (this.status?.code !== SpanStatusCode.OK && status.code !== SpanStatusCode.UNSET) this.status = status;
    return this;
  }

  updateName(name: string): this {
    this.name = name;
    return this;
  }

  isRecording(): boolean {
    return !this.hasEnded;
  }

  recordException(exception: Exception, time?: TimeInput): void {
    const { type, message } = typeof exception === 'string' ? { type: 'Error', message: exception } : nameOf(exception);
    const stack = typeof exception === 'object' ? exception.stack : undefined;
    const told = { 'exception.type': type, 'exception.message': message };
    this.addEvent('exception', stack === undefined ? told : { ...told, 'exception.stacktrace': stack }, time);
  }

  /** Epoch milliseconds of what OpenTelemetry takes for a time: a number below this process's start is one of `performance.now()`. */
  static millisOf(time: TimeInput): number {
    if (Array.isArray(time)) return time[0] * 1000 + time[1] / 1e6;
    if (time instanceof Date) return time.getTime();
    return time < performance.timeOrigin ? performance.timeOrigin + time : time;
  }

  /** Hands it to its trace; a second time nothing. */
  end(endTime?: TimeInput): void {
    if (this.hasEnded) return;
    this.hasEnded = true;
    this.durationMs =
      endTime === undefined
        ? performance.now() - this.startedMs
        : Math.max(0, RecordedSpan.millisOf(endTime) - this.startedAt);
    this.trace.add(this);
  }

  get hasFailed(): boolean {
    return this.status?.code === SpanStatusCode.ERROR;
  }

  item(): SpanItem {
    const { status, trace } = this;
    return {
      traceId: trace.traceId,
      spanId: this.spanId,
      parentSpanId: this.parentSpanId,
      traceState: trace.tracestate,
      operation: this.name,
      service: trace.service,
      kind: KINDS[this.kind],
      startedAt: this.startedAt,
      durationMs: this.durationMs,
      status: status === undefined ? 'unset' : this.hasFailed ? 'error' : 'ok',
      statusMessage: status?.message,
      tags: this.attributes ?? {},
      events: this.events,
      links: this.links,
    };
  }
}

function isAttributes(value: Attributes | TimeInput | undefined): value is Attributes {
  return typeof value === 'object' && !Array.isArray(value) && !(value instanceof Date);
}
