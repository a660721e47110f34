import type { ResourceIds } from '../../resources/resource.registry.js';
import type { FinishedOrOpenSpan } from '../span.js';

const DAY_MS = 86_400_000;

export type SpanRow = ReturnType<typeof spanRow>;

/** A span as INSERT_SPANS takes it. */
export function spanRow(span: FinishedOrOpenSpan, resourceIds: ResourceIds) {
  return {
    trace_id: span.traceId,
    span_id: span.spanId,
    start_ms: span.startAt,
    /** The day by which its trace is known. */
    day_ms: Math.floor(span.startAt / DAY_MS) * DAY_MS,
    /** 1 when it finishes a span that was kept while it was open. */
    revision: 0,
    parent_span_id: span.parentSpanId,
    operation_name: span.operationName,
    service_name: span.serviceName,
    kind: span.kind,
    duration_ms: span.durationMs,
    status: span.status,
    status_message: span.statusMessage,
    tags: span.tags ?? {},
    scope: span.scope,
    trace_state: span.traceState,
    events: span.events,
    links: span.links,
    left_out: span.leftOut,
    resource_id: span.resource && resourceIds.get(span.resource),
  };
}

/** What tells a span from all others. */
export function spanKey({ trace_id, span_id }: { trace_id: string; span_id: string }): string {
  return `${trace_id}\n${span_id}`;
}

/** Of the spans with the same ids the first that is finished, else the first: one statement may not write a row twice. */
export function onePerId(spans: readonly SpanRow[]): SpanRow[] {
  const kept = new Map<string, SpanRow>();
  for (const span of spans) {
    const key = spanKey(span);
    const before = kept.get(key);
    if (!before || (before.duration_ms === undefined && span.duration_ms !== undefined)) kept.set(key, span);
  }
  return [...kept.values()];
}
