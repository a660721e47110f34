import type { ErrorItem, ExceptionItem, MetricItem, SpanItem } from '../signals.js';
import type { Batch } from './transport.js';

/** The items of a batch in the shapes that `POST /metrics`, `/errors` and `/traces` take. */
export function toWire(batch: Batch): object[] {
  switch (batch.signal) {
    case 'metrics':
      return batch.items.map(metric);
    case 'errors':
      return batch.items.map(error);
    case 'traces':
      return batch.items.map(span);
  }
}

function metric({ name, kind, value, count, unit, tags, source, at }: MetricItem): object {
  return { metric_name: name, metric_type: kind, value, count, unit, tags, source, timestamp: at };
}

function error(item: ErrorItem): object {
  return {
    error_id: item.id,
    error_type: item.type,
    error_message: item.message,
    severity: 'error',
    endpoint: item.route,
    http_method: item.method,
    status_code: item.status,
    ...(item.exceptions ? { exceptions: item.exceptions.map(exception) } : { stack_trace: item.stack }),
    request_id: item.requestId,
    trace_id: item.traceId,
    span_id: item.spanId,
    service: item.service,
    environment: item.environment,
    release: item.release,
    tags: item.tags,
    timestamp: item.at,
  };
}

function exception({ type, message, frames }: ExceptionItem): object {
  return {
    type,
    message,
    frames: frames.map(({ inApp, preContext, contextLine, postContext, ...place }) => ({
      ...place,
      in_app: inApp,
      pre_context: preContext,
      context_line: contextLine,
      post_context: postContext,
    })),
  };
}

function span(item: SpanItem): object {
  return {
    trace_id: item.traceId,
    span_id: item.spanId,
    parent_span_id: item.parentSpanId,
    trace_state: item.traceState,
    operation_name: item.operation,
    service_name: item.service,
    kind: item.kind,
    start_time: item.startedAt,
    duration_ms: item.durationMs,
    status: item.status,
    status_message: item.statusMessage,
    tags: item.tags,
  };
}
