import { cutText } from '../../database/storable-text.js';
import type { ErrorOccurrence } from '../../errors/error.recorder.js';
import type { Severity } from '../../errors/severity.js';
import type { IngestTimes } from '../ingest-times.js';
import { fittingDetails, withoutQuery } from './event-details.js';
import { MESSAGE_TYPE, readExceptions } from './event-exceptions.js';
import { type EventOrigin, line, matching, millisecondsOf, readTags, SPAN_ID, TRACE_ID } from './event-fields.js';
import { isRecord, type JsonRecord, listOf, recordOf, textOf } from './json-record.js';

const MAX_MESSAGE = 8192;
const MAX_LINE = 256;
const MAX_ENDPOINT = 2048;
const MAX_FINGERPRINT = 32;

const SEVERITIES: Record<string, Severity> = {
  fatal: 'critical',
  critical: 'critical',
  error: 'error',
  warning: 'warning',
  warn: 'warning',
  info: 'info',
  log: 'info',
  debug: 'info',
};
const EVENT_ID = /^[0-9a-f]{32}$/;

/**
 * Reads an event of a Sentry SDK. Nothing in it is taken for granted: a field of another form is left out and named in
 * `processingErrors`, and the rest is kept.
 * Source: https://develop.sentry.dev/sdk/data-model/event-payloads/
 */
export function readEvent(event: JsonRecord, { service, times, faults }: EventOrigin): ErrorOccurrence {
  const processingErrors = [...faults];
  const note = (fault: string) => processingErrors.push(fault);
  const exceptions = readExceptions(event, note);
  const contexts = recordOf(event.contexts);
  const trace = recordOf(contexts.trace);
  const request = recordOf(event.request);
  const user = recordOf(event.user);
  const tags = readTags(event.tags, note);
  const [thrown] = exceptions;
  const message = messageOf(event);
  return {
    errorId: idOf(event.event_id, note),
    at: timeOf(event.timestamp, times, note),
    errorType: line(thrown?.type, MAX_LINE) ?? line(event.logger, MAX_LINE) ?? MESSAGE_TYPE,
    errorMessage: cutText(thrown?.message || message || '', MAX_MESSAGE),
    severity: SEVERITIES[textOf(event.level, 16) ?? 'error'] ?? 'error',
    service: line(tags.service, 128) ?? service,
    environment: line(event.environment, 128),
    release: line(event.release, 128),
    endpoint:
      line(event.transaction, MAX_ENDPOINT) ??
      line(withoutQuery(textOf(request.url, MAX_ENDPOINT) ?? ''), MAX_ENDPOINT),
    httpMethod: line(request.method, 16)?.toUpperCase(),
    statusCode: statusOf(recordOf(contexts.response).status_code),
    userId: ['id', 'username', 'email', 'ip_address'].map((key) => line(user[key], MAX_LINE)).find(Boolean),
    requestId: line(tags.request_id, MAX_LINE),
    traceId: matching(TRACE_ID, trace.trace_id),
    spanId: matching(SPAN_ID, trace.span_id),
    tags,
    exceptions,
    fingerprint: fingerprintOf(event.fingerprint, note),
    additionalData: fittingDetails(event, message, note),
    processingErrors,
  };
}

/** The formatted message; `logentry` is the newer name of it. */
function messageOf(event: JsonRecord): string | undefined {
  const logentry = recordOf(event.logentry);
  const said = isRecord(event.message) ? event.message : logentry;
  return textOf(event.message, MAX_MESSAGE * 2) ?? textOf(said.formatted ?? said.message, MAX_MESSAGE * 2);
}

function idOf(value: unknown, note: (fault: string) => void): string | undefined {
  const id = typeof value === 'string' ? value.replaceAll('-', '').toLowerCase() : undefined;
  if (id !== undefined && EVENT_ID.test(id)) return id;
  if (value !== undefined) note('event_id is no id of 32 hexadecimal digits');
  return undefined;
}

/** Seconds since 1970 or RFC 3339. What cannot be the time it happened is the time it came in. */
function timeOf(value: unknown, times: IngestTimes, note: (fault: string) => void): number | undefined {
  if (value === undefined || value === null) return undefined;
  const at = Math.round(millisecondsOf(value));
  const fault = Number.isNaN(at) ? 'its timestamp is no time' : times.faultOf(at);
  if (fault === undefined) return at;
  note(`${fault}: the time of its arrival stands for it`);
  return undefined;
}

function fingerprintOf(value: unknown, note: (fault: string) => void): string[] | undefined {
  if (value === undefined || value === null) return undefined;
  const parts = listOf(value).map((part) => line(part, MAX_LINE));
  if (parts.length === 0 || parts.length > MAX_FINGERPRINT || parts.includes(undefined)) {
    note(`its fingerprint is no list of 1 to ${MAX_FINGERPRINT} texts`);
    return undefined;
  }
  return parts as string[];
}

function statusOf(value: unknown): number | undefined {
  return Number.isInteger(value) && (value as number) >= 100 && (value as number) <= 599
    ? (value as number)
    : undefined;
}
