import { BinaryCopy } from '../../database/binary-copy.js';
import type { SpanRow } from './span-row.js';

const COLUMNS = [
  'trace_id',
  'span_id',
  'started_at',
  'parent_span_id',
  'operation_name',
  'service_name',
  'kind',
  'duration_ms',
  'status',
  'status_message',
  'tags',
  'scope',
  'trace_state',
  'events',
  'links',
  'left_out',
  'resource_id',
  'revision',
];

/** Takes what `copiedSpans` gives. Fails for a span that is there. */
export const COPY_SPANS = `copy recent_spans (${COLUMNS.join(', ')}) from stdin (format binary)`;

/** Spans as rows of COPY_SPANS. `revision` tells a new span from one that finishes another. */
export function copiedSpans(rows: readonly SpanRow[]): Buffer {
  const copy = new BinaryCopy(COLUMNS.length);
  for (const { span, resourceId, finishes } of rows) {
    copy.row();
    copy.text(span.traceId);
    copy.text(span.spanId);
    copy.timestamptz(span.startAt);
    copy.text(span.parentSpanId);
    copy.text(span.operationName);
    copy.text(span.serviceName);
    copy.text(span.kind);
    copy.float8(span.durationMs);
    copy.text(span.status);
    copy.text(span.statusMessage);
    copy.jsonb(span.tags ?? {});
    copy.text(span.scope);
    copy.text(span.traceState);
    copy.jsonb(span.events);
    copy.jsonb(span.links);
    copy.jsonb(span.leftOut);
    copy.int8(resourceId);
    copy.int2(finishes ? 1 : 0);
  }
  return copy.end();
}
