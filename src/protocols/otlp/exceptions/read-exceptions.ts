import { cutText } from '../../../database/storable-text.js';
import type { ErrorOccurrence } from '../../../errors/error.recorder.js';
import type { Severity } from '../../../errors/severity.js';
import type { LogOccurrence } from '../../../logs/log.recorder.js';
import { LOG_LEVELS } from '../../../logs/log-level.js';
import type { Attributes } from '../../../resources/attributes.js';
import type { FinishedOrOpenSpan } from '../../../tracing/span.js';
import { textOf } from '../any-value.js';
import { oneLine } from '../export-request.js';
import { ENVIRONMENT, REQUEST_ID, USER_ID } from '../known-attributes.js';

/** The name of a span event that tells of an exception. */
const EXCEPTION = 'exception';
const MAX_TYPE = 256;
const MAX_LINE = 128;
const MAX_ID = 256;
const MAX_ENDPOINT = 2048;
const MAX_MESSAGE = 8192;
const MAX_STACK = 65_536;

/**
 * The exceptions that spans recorded as events, as errors. An error is known by its span and the place of the event in it, so that it
 * counts once when the span is sent again.
 * Source: https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-spans/
 */
export function exceptionsOfSpans(spans: readonly FinishedOrOpenSpan[]): ErrorOccurrence[] {
  const errors: ErrorOccurrence[] = [];
  const passedOn = exceptionsPassedOn(spans);
  for (const span of spans) {
    for (const [i, { name, time, attributes }] of span.events?.entries() ?? []) {
      if (name !== EXCEPTION || passedOn.has(exceptionKey(span.traceId, span.spanId, attributes))) continue;
      errors.push({
        ...requestOf(span.tags ?? {}),
        ...exceptionOf(attributes),
        ...senderOf(span.resource),
        errorId: `${span.traceId}:${span.spanId}:${i}`,
        at: Date.parse(time),
        severity: 'error',
        service: span.serviceName,
        traceId: span.traceId,
        spanId: span.spanId,
      });
    }
  }
  return errors;
}

/**
 * The log records that tell of an exception, as errors too, under the records' own ids.
 * Source: https://opentelemetry.io/docs/specs/semconv/exceptions/exceptions-logs/
 */
export function exceptionsOfLogs(records: readonly LogOccurrence[]): ErrorOccurrence[] {
  const errors: ErrorOccurrence[] = [];
  for (const record of records) {
    const attributes = (record.attributes ?? {}) as Attributes;
    if (attributes['exception.type'] === undefined && attributes['exception.message'] === undefined) continue;
    const exception = exceptionOf(attributes);
    errors.push({
      ...requestOf(attributes),
      ...exception,
      ...senderOf(record.resource),
      errorMessage: exception.errorMessage || cutText(record.message, MAX_MESSAGE),
      errorId: record.logId,
      at: record.at,
      severity: severityOf(record.severityNumber),
      service: record.service,
      requestId: record.requestId,
      userId: record.userId,
      traceId: record.traceId,
      spanId: record.spanId,
    });
  }
  return errors;
}

/** What spans will tell that one within them has told: an exception on its way out through middleware is one error, where it was thrown. */
function exceptionsPassedOn(spans: readonly FinishedOrOpenSpan[]): Set<string> {
  const keys = new Set<string>();
  for (const { traceId, parentSpanId, events } of spans) {
    if (!parentSpanId) continue;
    for (const { name, attributes } of events ?? []) {
      if (name === EXCEPTION) keys.add(exceptionKey(traceId, parentSpanId, attributes));
    }
  }
  return keys;
}

function exceptionKey(traceId: string, spanId: string, attributes: Attributes): string {
  const { errorType, errorMessage, stackTrace } = exceptionOf(attributes);
  return JSON.stringify([traceId, spanId, errorType, errorMessage, stackTrace]);
}

function exceptionOf(attributes: Attributes) {
  const stackTrace = textOf(attributes['exception.stacktrace'] ?? null);
  return {
    errorType: lineOf(attributes, ['exception.type'], MAX_TYPE) ?? 'Exception',
    errorMessage: cutText(textOf(attributes['exception.message'] ?? null), MAX_MESSAGE),
    stackTrace: stackTrace ? cutText(stackTrace, MAX_STACK) : undefined,
  };
}

/** Of the request it happened in, by OpenTelemetry's present names and those before. */
function requestOf(attributes: Attributes) {
  const status = attributes['http.response.status_code'] ?? attributes['http.status_code'];
  return {
    endpoint: lineOf(attributes, ['http.route'], MAX_ENDPOINT),
    httpMethod: lineOf(attributes, ['http.request.method', 'http.method'], 16)?.toUpperCase(),
    statusCode: typeof status === 'number' && status >= 100 && status <= 599 ? Math.trunc(status) : undefined,
    requestId: lineOf(attributes, REQUEST_ID, MAX_ID),
    userId: lineOf(attributes, USER_ID, MAX_ID),
  };
}

function senderOf(resource: Attributes = {}) {
  return {
    release: lineOf(resource, ['service.version'], MAX_LINE),
    environment: lineOf(resource, ENVIRONMENT, MAX_LINE),
  };
}

function severityOf(number: number): Severity {
  if (number >= LOG_LEVELS.fatal) return 'critical';
  if (number >= LOG_LEVELS.error) return 'error';
  return number >= LOG_LEVELS.warn ? 'warning' : 'info';
}

function lineOf(attributes: Attributes, names: readonly string[], length: number): string | undefined {
  const name = names.find((one) => Object.hasOwn(attributes, one));
  return name === undefined ? undefined : oneLine(textOf(attributes[name]!), length) || undefined;
}
