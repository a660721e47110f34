import { checkAddress, checkJson, checkLines, type FieldFault, NOT_A_TIME } from '../http/check-fields.js';
import { compileCheck, type ItemCheck } from '../http/ingest.js';
import { parseTime } from '../http/time.js';
import type { AuditReport } from './audit.recorder.js';

/** An entry as it is sent, once its types have been checked. */
interface SentEntry {
  id?: string | null;
  actor: string;
  action: string;
  target_type: string;
  target_id?: string | null;
  before?: Record<string, unknown> | null;
  after?: Record<string, unknown> | null;
  details?: Record<string, unknown> | null;
  service?: string | null;
  request_id?: string | null;
  trace_id?: string | null;
  ip_address?: string | null;
  timestamp?: string | number | null;
}

/** The longest value of each field that is a name or an id: one line, refused when longer. */
const LINES = {
  id: 256,
  actor: 256,
  action: 128,
  target_type: 128,
  target_id: 256,
  service: 128,
  request_id: 256,
  trace_id: 128,
} as const;
const STRUCTURES = ['before', 'after', 'details'] as const;

const FUTURE_MS = 10 * 60_000;
/** What OpenTelemetry calls a service that does not say its name. */
const UNKNOWN_SERVICE = 'unknown_service';

const text = { type: 'string' };
const optionalText = { type: 'string', nullable: true };
const optionalObject = { type: 'object', nullable: true };
const checkTypes = compileCheck<SentEntry>({
  type: 'object',
  additionalProperties: false,
  required: ['actor', 'action', 'target_type'],
  properties: {
    ...Object.fromEntries(Object.keys(LINES).map((field) => [field, optionalText])),
    actor: text,
    action: text,
    target_type: text,
    ...Object.fromEntries(STRUCTURES.map((field) => [field, optionalObject])),
    ip_address: optionalText,
    timestamp: { type: ['string', 'number'], nullable: true },
  },
});

/**
 * Makes the check of one sent audit entry. `now` is epoch ms. However old an act is, it is taken: better late on record than never.
 * @param reportedBy the ingest key's name
 */
export function auditEntryCheck(now: number, reportedBy: string): ItemCheck<AuditReport> {
  return (item) => {
    const typed = checkTypes(item);
    if (!('value' in typed)) return typed;
    const sent = typed.value;
    const fault =
      checkLines(sent, LINES) ??
      checkStructures(sent) ??
      checkAddress('ip_address', sent.ip_address) ??
      checkTime(sent, now);
    return fault ?? { value: asReport(sent, now, reportedBy) };
  };
}

function checkStructures(sent: SentEntry): FieldFault | undefined {
  for (const field of STRUCTURES) {
    const fault = checkJson(field, sent[field]);
    if (fault) return fault;
  }
  return undefined;
}

function checkTime({ timestamp }: SentEntry, now: number): FieldFault | undefined {
  if (timestamp == null) return undefined;
  const at = parseTime(timestamp);
  if (at === undefined || at < 0) return { path: 'timestamp', reason: NOT_A_TIME };
  if (at <= now + FUTURE_MS) return undefined;
  return { path: 'timestamp', reason: 'is more than 10 minutes in the future' };
}

function asReport(sent: SentEntry, now: number, reportedBy: string): AuditReport {
  return {
    id: sent.id ?? undefined,
    occurred_at: new Date(parseTime(sent.timestamp ?? now)!).toISOString(),
    service: sent.service ?? UNKNOWN_SERVICE,
    actor: sent.actor,
    action: sent.action,
    target_type: sent.target_type,
    target_id: sent.target_id ?? null,
    before: sent.before ?? null,
    after: sent.after ?? null,
    details: sent.details ?? {},
    request_id: sent.request_id ?? null,
    trace_id: sent.trace_id ?? null,
    ip_address: sent.ip_address ?? null,
    reported_by: reportedBy,
  };
}
