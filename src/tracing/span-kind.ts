/** What a span's operation is to the others, as OpenTelemetry names it. */
export const SPAN_KINDS = ['internal', 'server', 'client', 'producer', 'consumer'] as const;
export type SpanKind = (typeof SPAN_KINDS)[number];

/** How an operation ended, as OpenTelemetry names it; `unset` is an end without a complaint. */
const SPAN_STATUSES = ['unset', 'ok', 'error'] as const;
export type SpanStatus = (typeof SPAN_STATUSES)[number];

/** What senders may say: also `success`, which means `ok`. */
export const SENT_STATUSES = [...SPAN_STATUSES, 'success'] as const;
export type SentStatus = (typeof SENT_STATUSES)[number];

export function spanStatus(sent: SentStatus): SpanStatus {
  return sent === 'success' ? 'ok' : sent;
}
