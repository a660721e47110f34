import type { Attributes, AttributeValue } from '@opentelemetry/api';
import type { SpanItem } from '../signals.js';
import { ProtoWriter } from './proto-writer.js';

const KINDS: Record<SpanItem['kind'], number> = { internal: 1, server: 2, client: 3, producer: 4, consumer: 5 };
const STATUSES: Record<SpanItem['status'], number> = { unset: 0, ok: 1, error: 2 };

/**
 * Spans of this process as an `ExportTraceServiceRequest` (opentelemetry-proto 1.x, trace/v1).
 *
 * @param resource what sends them, in the names of OpenTelemetry's semantic conventions
 * @param scope the library that made them
 */
export function traceRequest(
  spans: readonly SpanItem[],
  resource: Readonly<Attributes>,
  scope: { readonly name: string; readonly version: string },
): Buffer<ArrayBuffer> {
  const writer = new ProtoWriter();
  const resourceSpans = writer.open(1);
  const resourceStart = writer.open(1);
  writeAttributes(writer, 1, resource);
  writer.close(resourceStart);
  const scopeSpans = writer.open(2);
  const scopeStart = writer.open(1);
  writer.text(1, scope.name);
  writer.text(2, scope.version);
  writer.close(scopeStart);
  for (const span of spans) writeSpan(writer, span);
  writer.close(scopeSpans);
  writer.close(resourceSpans);
  return writer.finish();
}

function writeSpan(writer: ProtoWriter, span: SpanItem): void {
  const start = writer.open(2);
  writer.hex(1, span.traceId);
  writer.hex(2, span.spanId);
  if (span.traceState !== undefined) writer.text(3, span.traceState);
  if (span.parentSpanId !== undefined) writer.hex(4, span.parentSpanId);
  writer.text(5, span.operation);
  writer.varint(6, KINDS[span.kind]);
  writer.fixed64(7, nanosOf(span.startedAt));
  writer.fixed64(8, nanosOf(span.startedAt + span.durationMs));
  writeAttributes(writer, 9, span.tags);
  for (const { name, at, attributes } of span.events ?? []) {
    const event = writer.open(11);
    writer.fixed64(1, nanosOf(at));
    writer.text(2, name);
    writeAttributes(writer, 3, attributes);
    writer.close(event);
  }
  for (const { traceId, spanId, attributes } of span.links ?? []) {
    const link = writer.open(13);
    writer.hex(1, traceId);
    writer.hex(2, spanId);
    writeAttributes(writer, 4, attributes);
    writer.close(link);
  }
  if (span.status !== 'unset') {
    const status = writer.open(15);
    if (span.statusMessage !== undefined) writer.text(2, span.statusMessage);
    writer.varint(3, STATUSES[span.status]);
    writer.close(status);
  }
  writer.close(start);
}

function writeAttributes(writer: ProtoWriter, field: number, attributes: Readonly<Attributes>): void {
  for (const key in attributes) {
    const value = attributes[key];
    if (value === undefined) continue;
    const start = writer.open(field);
    writer.text(1, key);
    writeValue(writer, 2, value);
    writer.close(start);
  }
}

/** An `AnyValue`. */
function writeValue(writer: ProtoWriter, field: number, value: AttributeValue | null | undefined): void {
  const start = writer.open(field);
  if (typeof value === 'string') writer.text(1, value);
  else if (typeof value === 'boolean') writer.varint(2, value ? 1 : 0);
  else if (typeof value === 'number') {
    if (Number.isSafeInteger(value)) writer.varint(3, value);
    else writer.double(4, value);
  } else if (value) {
    const list = writer.open(5);
    for (const item of value) writeValue(writer, 1, item);
    writer.close(list);
  }
  writer.close(start);
}

/** To the microsecond: a double holds no more of an epoch. */
function nanosOf(epochMs: number): bigint {
  return BigInt(Math.round(epochMs * 1000)) * 1000n;
}
