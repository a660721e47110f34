import { isIP } from 'node:net';
import type {
  AuditItem,
  ErrorItem,
  ExceptionItem,
  LogItem,
  MetricItem,
  ObservationItem,
  SecurityItem,
} from '../signals.js';
import type { Batch } from './transport.js';

/** Nobody is to have what is told of him refused for what he sends. */
const LONGEST_USER_AGENT = 512;

/** The items of a batch in the shapes that `POST /metrics`, `/errors`, `/logs`, `/security/events`, `/audit` and `/security/signals` take. */
export function toWire(batch: Exclude<Batch, { signal: 'traces' }>): object[] {
  switch (batch.signal) {
    case 'metrics':
      return batch.items.map(metric);
    case 'errors':
      return batch.items.map(error);
    case 'logs':
      return batch.items.map(log);
    case 'security':
      return batch.items.map(securityEvent);
    case 'audit':
      return batch.items.map(auditEntry);
    case 'observations':
      return batch.items.map(observation);
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
    severity: item.severity ?? 'error',
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

function log({ id, requestId, traceId, spanId, at, ...item }: LogItem): object {
  return { ...item, log_id: id, request_id: requestId, trace_id: traceId, span_id: spanId, timestamp: at };
}

function securityEvent(item: SecurityItem): object {
  return {
    event_id: item.id,
    event_type: item.type,
    severity: item.severity,
    description: item.description,
    ip_address: addressOf(item.ipAddress),
    user_id: item.userId,
    service: item.service,
    request_id: item.requestId,
    trace_id: item.traceId,
    endpoint: item.endpoint,
    user_agent: item.userAgent?.slice(0, LONGEST_USER_AGENT),
    additional_data: item.data,
    timestamp: item.at,
  };
}

function auditEntry(item: AuditItem): object {
  return {
    id: item.id,
    actor: item.actor,
    action: item.action,
    target_type: item.targetType,
    target_id: item.targetId,
    before: item.before,
    after: item.after,
    details: item.details,
    service: item.service,
    request_id: item.requestId,
    trace_id: item.traceId,
    ip_address: addressOf(item.ipAddress),
    timestamp: item.at,
  };
}

function observation(item: ObservationItem): object {
  return {
    kind: 'request',
    timestamp: item.at,
    service: item.service,
    method: item.method,
    route: item.route ?? null,
    path: item.path ?? null,
    status: item.status,
    ip_address: addressOf(item.ipAddress),
    user_id: item.userId,
    user_agent: item.userAgent,
    count: item.count,
    bytes: item.bytes,
    request_id: item.requestId,
    trace_id: item.traceId,
    fragments: item.fragments ?? [],
  };
}

/** A proxy that is trusted may tell anything: what is no address would have the whole item refused. */
function addressOf(text: string | undefined): string | undefined {
  return text !== undefined && isIP(text) !== 0 ? text : undefined;
}
