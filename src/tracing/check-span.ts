import { cutText } from '../database/storable-text.js';
import { checkLines, type FieldFault, NOT_A_TIME } from '../http/check-fields.js';
import { checkTags, compileCheck, type ItemCheck } from '../http/ingest.js';
import { checkIngestTime } from '../http/time.js';
import { preciseTime } from './precise-time.js';
import type { FinishedOrOpenSpan } from './span.js';
import { SENT_STATUSES, type SentStatus, SPAN_KINDS, type SpanKind, spanStatus } from './span-kind.js';

/** A span as it is sent, once its types have been checked. Optional fields may be null, as many languages write "none". */
interface SentSpan {
  trace_id: string;
  span_id: string;
  parent_span_id?: string | null;
  trace_state?: string | null;
  operation_name: string;
  service_name: string;
  kind?: SpanKind | null;
  start_time: string | number;
  end_time?: string | number | null;
  duration_ms?: number | null;
  status?: SentStatus | null;
  status_message?: string | null;
  tags?: Record<string, string> | null;
}

/** The longest value of each field that is an id or a name: one line, refused when longer. */
const LINES = {
  trace_id: 128,
  span_id: 128,
  parent_span_id: 128,
  trace_state: 512,
  operation_name: 512,
  service_name: 128,
} as const;

/** A longer status message is cut. */
const MAX_STATUS_MESSAGE = 8192;
const DAY_MS = 86_400_000;

const line = { type: 'string' };
const checkTypes = compileCheck<SentSpan>({
  type: 'object',
  additionalProperties: false,
  required: ['trace_id', 'span_id', 'operation_name', 'service_name', 'start_time'],
  properties: {
    trace_id: line,
    span_id: line,
    parent_span_id: { type: 'string', nullable: true },
    trace_state: { type: 'string', nullable: true },
    operation_name: line,
    service_name: line,
    kind: { type: 'string', enum: [...SPAN_KINDS, null], nullable: true },
    start_time: { type: ['string', 'number'] },
    end_time: { type: ['string', 'number'], nullable: true },
    duration_ms: { type: 'number', minimum: 0, nullable: true },
    status: { type: 'string', enum: [...SENT_STATUSES, null], nullable: true },
    status_message: { type: 'string', nullable: true },
    tags: { type: 'object', additionalProperties: { type: 'string' }, nullable: true },
  },
});

/** Makes the check of one sent span. `now` is epoch ms; one that started before `retentionDays` is refused. */
export function spanCheck(now: number, retentionDays: number): ItemCheck<FinishedOrOpenSpan> {
  return (item) => {
    const typed = checkTypes(item);
    if (!('value' in typed)) return typed;
    const sent = typed.value;
    // OpenTelemetry's exporters send an empty parent for a root span.
    if (sent.parent_span_id === '') sent.parent_span_id = null;
    const fault = checkLines(sent, LINES) ?? (sent.tags ? checkTags(sent.tags) : undefined);
    if (fault) return fault;
    const times = readTimes(sent, now, retentionDays);
    return 'path' in times ? times : { value: asSpan(sent, times) };
  };
}

interface SpanTimes {
  startAt: number;
  durationMs: number | undefined;
}

function readTimes(sent: SentSpan, now: number, retentionDays: number): SpanTimes | FieldFault {
  const startAt = preciseTime(sent.start_time);
  if (startAt === undefined) return { path: 'start_time', reason: NOT_A_TIME };
  const untimely = checkIngestTime(startAt, now, retentionDays);
  if (untimely) return { path: 'start_time', reason: untimely };
  const endAt = sent.end_time == null ? undefined : preciseTime(sent.end_time);
  if (sent.end_time != null && endAt === undefined) return { path: 'end_time', reason: NOT_A_TIME };
  if (endAt !== undefined && endAt < startAt) return { path: 'end_time', reason: 'is before start_time' };
  const untimelyEnd = endAt === undefined ? undefined : checkIngestTime(endAt, now, retentionDays);
  if (untimelyEnd) return { path: 'end_time', reason: untimelyEnd };
  const durationMs =
    sent.duration_ms ?? (endAt === undefined ? undefined : Math.round((endAt - startAt) * 1000) / 1000);
  if (durationMs !== undefined && durationMs > retentionDays * DAY_MS) {
    return { path: 'duration_ms', reason: `is longer than the retention of ${retentionDays} days` };
  }
  return { startAt, durationMs };
}

function asSpan(sent: SentSpan, times: SpanTimes): FinishedOrOpenSpan {
  return {
    traceId: sent.trace_id,
    spanId: sent.span_id,
    parentSpanId: sent.parent_span_id ?? undefined,
    traceState: sent.trace_state || undefined,
    operationName: sent.operation_name,
    serviceName: sent.service_name,
    kind: sent.kind ?? 'internal',
    startAt: times.startAt,
    durationMs: times.durationMs,
    status: spanStatus(sent.status ?? 'unset'),
    statusMessage: sent.status_message == null ? undefined : cutText(sent.status_message, MAX_STATUS_MESSAGE),
    tags: sent.tags ?? {},
  };
}
