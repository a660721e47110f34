import { cutText } from '../database/storable-text.js';
import { checkJson, checkLines, checkTimestamp } from '../http/check-fields.js';
import { compileCheck, type ItemCheck } from '../http/ingest.js';
import { parseTime } from '../http/time.js';
import { UNKNOWN_SERVICE } from '../resources/attributes.js';
import { type LogOccurrence, MAX_MESSAGE } from './log.recorder.js';
import { LOG_LEVELS, readLogLevel } from './log-level.js';

/** A log record as it is sent, once its types have been checked. Optional fields may be null, as many languages write "none". */
interface SentLog {
  log_id?: string | null;
  level?: string | null;
  message: string;
  service?: string | null;
  logger?: string | null;
  host?: string | null;
  environment?: string | null;
  request_id?: string | null;
  trace_id?: string | null;
  span_id?: string | null;
  user_id?: string | null;
  attributes?: Record<string, unknown> | null;
  timestamp?: string | number | null;
}

/** The longest value of each field that is a name or an id: one line, refused when longer. */
const LINES = {
  log_id: 256,
  service: 128,
  logger: 256,
  host: 256,
  environment: 128,
  request_id: 256,
  trace_id: 128,
  span_id: 128,
  user_id: 256,
} as const;

const optionalText = { type: 'string', nullable: true };
const checkTypes = compileCheck<SentLog>({
  type: 'object',
  additionalProperties: false,
  required: ['message'],
  properties: {
    ...Object.fromEntries(Object.keys(LINES).map((field) => [field, optionalText])),
    level: optionalText,
    message: { type: 'string' },
    attributes: { type: 'object', nullable: true },
    timestamp: { type: ['string', 'number'], nullable: true },
  },
});

/** Makes the check of one sent log record. `now` is epoch ms; older than `retentionDays` is refused. */
export function logCheck(now: number, retentionDays: number): ItemCheck<LogOccurrence> {
  return (item) => {
    const typed = checkTypes(item);
    if (!('value' in typed)) return typed;
    const sent = typed.value;
    const level = readLogLevel(sent.level ?? 'info');
    if (!level) return { path: 'level', reason: `must be one of ${Object.keys(LOG_LEVELS).join(', ')}` };
    const fault =
      checkLines(sent, LINES) ??
      checkJson('attributes', sent.attributes) ??
      checkTimestamp('timestamp', sent.timestamp, now, retentionDays);
    return fault ?? { value: asOccurrence(sent, LOG_LEVELS[level]) };
  };
}

function asOccurrence(sent: SentLog, severityNumber: number): LogOccurrence {
  return {
    severityNumber,
    logId: sent.log_id ?? undefined,
    at: sent.timestamp == null ? undefined : parseTime(sent.timestamp),
    message: cutText(sent.message, MAX_MESSAGE),
    service: sent.service ?? UNKNOWN_SERVICE,
    logger: sent.logger ?? undefined,
    host: sent.host ?? undefined,
    environment: sent.environment ?? undefined,
    requestId: sent.request_id ?? undefined,
    traceId: sent.trace_id ?? undefined,
    spanId: sent.span_id ?? undefined,
    userId: sent.user_id ?? undefined,
    attributes: sent.attributes ?? undefined,
  };
}
