import { cutText } from '../database/storable-text.js';
import { checkJson, checkLines, checkTimestamp } from '../http/check-fields.js';
import { checkTags, compileCheck, type ItemCheck } from '../http/ingest.js';
import { parseTime } from '../http/time.js';
import type { ErrorOccurrence } from './error.recorder.js';
import { EXCEPTIONS_SCHEMA, readSentExceptions, type SentException } from './sent-exceptions.js';
import { SEVERITIES, type Severity } from './severity.js';

/** An error as it is sent, once its types have been checked. Optional fields may be null, as many languages write "none". */
interface SentError {
  error_id?: string | null;
  error_type: string;
  error_message: string;
  severity?: Severity | null;
  endpoint?: string | null;
  http_method?: string | null;
  status_code?: number | null;
  stack_trace?: string | null;
  exceptions?: SentException[] | null;
  user_id?: string | null;
  request_id?: string | null;
  trace_id?: string | null;
  span_id?: string | null;
  service?: string | null;
  environment?: string | null;
  release?: string | null;
  tags?: Record<string, string> | null;
  additional_data?: Record<string, unknown> | null;
  timestamp?: string | number | null;
}

/** The longest value of each field that is a name, an id or an address: one line, refused when longer. */
const LINES = {
  error_id: 256,
  error_type: 256,
  endpoint: 2048,
  http_method: 16,
  user_id: 256,
  request_id: 256,
  trace_id: 128,
  span_id: 128,
  service: 128,
  environment: 128,
  release: 128,
} as const;

/** Messages and stacks are cut rather than refused: an error that is too long is an error all the same. */
const MAX_MESSAGE = 8192;
const MAX_STACK = 65_536;

/** What OpenTelemetry calls a service that does not say its name. */
const UNKNOWN_SERVICE = 'unknown_service';

const optionalText = { type: 'string', nullable: true };
const checkTypes = compileCheck<SentError>({
  type: 'object',
  additionalProperties: false,
  required: ['error_type', 'error_message'],
  properties: {
    ...Object.fromEntries(Object.keys(LINES).map((field) => [field, optionalText])),
    error_type: { type: 'string' },
    error_message: { type: 'string' },
    stack_trace: optionalText,
    exceptions: EXCEPTIONS_SCHEMA,
    severity: { type: 'string', enum: [...SEVERITIES, null], nullable: true },
    status_code: { type: 'integer', minimum: 100, maximum: 599, nullable: true },
    tags: { type: 'object', additionalProperties: { type: 'string' }, nullable: true },
    additional_data: { type: 'object', nullable: true },
    timestamp: { type: ['string', 'number'], nullable: true },
  },
});

/** Makes the check of one sent error. `now` is epoch ms; older than `retentionDays` is refused. */
export function errorCheck(now: number, retentionDays: number): ItemCheck<ErrorOccurrence> {
  return (item) => {
    const typed = checkTypes(item);
    if (!('value' in typed)) return typed;
    const sent = typed.value;
    const fault =
      checkLines(sent, LINES) ??
      (sent.tags ? checkTags(sent.tags) : undefined) ??
      checkJson('additional_data', sent.additional_data) ??
      checkTimestamp('timestamp', sent.timestamp, now, retentionDays);
    return fault ?? { value: asOccurrence(sent) };
  };
}

function asOccurrence(sent: SentError): ErrorOccurrence {
  return {
    errorId: sent.error_id ?? undefined,
    at: sent.timestamp == null ? undefined : parseTime(sent.timestamp),
    errorType: sent.error_type,
    errorMessage: cutText(sent.error_message, MAX_MESSAGE),
    severity: sent.severity ?? 'error',
    service: sent.service ?? UNKNOWN_SERVICE,
    environment: sent.environment ?? undefined,
    release: sent.release ?? undefined,
    endpoint: sent.endpoint ?? undefined,
    httpMethod: sent.http_method?.toUpperCase(),
    statusCode: sent.status_code ?? undefined,
    stackTrace: sent.stack_trace == null ? undefined : cutText(sent.stack_trace, MAX_STACK),
    exceptions: sent.exceptions ? readSentExceptions(sent.exceptions) : undefined,
    userId: sent.user_id ?? undefined,
    requestId: sent.request_id ?? undefined,
    traceId: sent.trace_id ?? undefined,
    spanId: sent.span_id ?? undefined,
    tags: sent.tags ?? {},
    additionalData: sent.additional_data ?? undefined,
  };
}
