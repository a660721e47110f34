import { cutText } from '../database/storable-text.js';
import { checkAddress, checkJson, checkLines, checkTimestamp } from '../http/check-fields.js';
import { compileCheck, type ItemCheck } from '../http/ingest.js';
import { parseTime } from '../http/time.js';
import { UNKNOWN_SERVICE } from '../resources/attributes.js';
import type { SecurityOccurrence } from './security-event.recorder.js';
import { SEVERITIES, type Severity } from './severity.js';

/** An event as it is sent, once its types have been checked. Optional fields may be null, as many languages write "none". */
interface SentEvent {
  event_id?: string | null;
  event_type: string;
  severity?: Severity | null;
  description?: string | null;
  ip_address?: string | null;
  user_id?: string | null;
  service?: string | null;
  request_id?: string | null;
  trace_id?: string | null;
  endpoint?: string | null;
  user_agent?: string | null;
  additional_data?: Record<string, unknown> | null;
  timestamp?: string | number | null;
}

/** The longest value of each field that is a name, an id or an address: one line, refused when longer. */
const LINES = {
  event_id: 256,
  event_type: 128,
  user_id: 256,
  service: 128,
  request_id: 256,
  trace_id: 128,
  endpoint: 2048,
  user_agent: 1024,
} as const;

/** A longer description is cut. */
const MAX_DESCRIPTION = 8192;

const optionalText = { type: 'string', nullable: true };
const checkTypes = compileCheck<SentEvent>({
  type: 'object',
  additionalProperties: false,
  required: ['event_type'],
  properties: {
    ...Object.fromEntries(Object.keys(LINES).map((field) => [field, optionalText])),
    event_type: { type: 'string' },
    severity: { type: 'string', enum: [...SEVERITIES, null], nullable: true },
    description: optionalText,
    ip_address: optionalText,
    additional_data: { type: 'object', nullable: true },
    timestamp: { type: ['string', 'number'], nullable: true },
  },
});

/** Makes the check of one sent security event. `now` is epoch ms; older than `retentionDays` is refused. */
export function securityEventCheck(now: number, retentionDays: number): ItemCheck<SecurityOccurrence> {
  return (item) => {
    const typed = checkTypes(item);
    if (!('value' in typed)) return typed;
    const sent = typed.value;
    const fault =
      checkLines(sent, LINES) ??
      checkAddress('ip_address', sent.ip_address) ??
      checkJson('additional_data', sent.additional_data) ??
      checkTimestamp('timestamp', sent.timestamp, now, retentionDays);
    return fault ?? { value: asOccurrence(sent) };
  };
}

function asOccurrence(sent: SentEvent): SecurityOccurrence {
  return {
    eventId: sent.event_id ?? undefined,
    at: sent.timestamp == null ? undefined : parseTime(sent.timestamp),
    eventType: sent.event_type,
    severity: sent.severity ?? 'warning',
    description: sent.description == null ? undefined : cutText(sent.description, MAX_DESCRIPTION),
    ipAddress: sent.ip_address ?? undefined,
    userId: sent.user_id ?? undefined,
    service: sent.service ?? UNKNOWN_SERVICE,
    requestId: sent.request_id ?? undefined,
    traceId: sent.trace_id ?? undefined,
    endpoint: sent.endpoint ?? undefined,
    userAgent: sent.user_agent ?? undefined,
    additionalData: sent.additional_data ?? undefined,
  };
}
