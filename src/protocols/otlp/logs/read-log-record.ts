import { cutText } from '../../../database/storable-text.js';
import { type LogOccurrence, MAX_MESSAGE } from '../../../logs/log.recorder.js';
import { LOG_LEVELS, readLogLevel } from '../../../logs/log-level.js';
import type { Attributes } from '../../../resources/attributes.js';
import type { IngestTimes } from '../../ingest-times.js';
import { fixed64Tag, lengthTag, type ProtoReader, varintTag } from '../../protobuf/proto-reader.js';
import { type AnyValue, readAnyValue, textOf } from '../any-value.js';
import { BoundedAttributes } from '../bounded-attributes.js';
import { type Origin, oneLine } from '../export-request.js';
import { readId, SPAN_ID_BYTES, TRACE_ID_BYTES } from '../ids.js';
import { ENVIRONMENT, REQUEST_ID, USER_ID } from '../known-attributes.js';
import { millisecondsAt } from '../nanoseconds.js';

const TIME = fixed64Tag(1);
const SEVERITY_NUMBER = varintTag(2);
const SEVERITY_TEXT = lengthTag(3);
const BODY = lengthTag(5);
const ATTRIBUTES = lengthTag(6);
const TRACE_ID = lengthTag(9);
const SPAN_ID = lengthTag(10);
const OBSERVED_TIME = fixed64Tag(11);
const EVENT_NAME = lengthTag(12);

const MAX_SEVERITY = 24;
const MAX_ID = 256;
/** The attribute that tells how many others were too much to be kept. */
const LEFT_OUT = 'left_out_attributes';

const HOST = ['host.name'];

/**
 * Reads the LogRecord message that the reader is in (opentelemetry-proto, logs/v1).
 *
 * @returns the record, or why it cannot be taken
 */
export function readLogRecord(reader: ProtoReader, origin: Origin, times: IngestTimes): LogOccurrence | string {
  let at = 0;
  let observedAt = 0;
  let severityNumber = 0;
  let severityText = '';
  let body: AnyValue = null;
  let traceId: string | undefined;
  let spanId: string | undefined;
  let eventName: string | undefined;
  const bounded = new BoundedAttributes();
  while (reader.next()) {
    if (reader.tag === ATTRIBUTES) bounded.read(reader);
    else if (reader.tag === TIME) at = millisecondsAt(reader.view, reader.fixed64());
    else if (reader.tag === OBSERVED_TIME) observedAt = millisecondsAt(reader.view, reader.fixed64());
    else if (reader.tag === SEVERITY_NUMBER) severityNumber = reader.varint();
    else if (reader.tag === SEVERITY_TEXT) severityText = reader.name();
    else if (reader.tag === BODY) body = readAnyValue(reader);
    else if (reader.tag === TRACE_ID) traceId = readId(reader, TRACE_ID_BYTES);
    else if (reader.tag === SPAN_ID) spanId = readId(reader, SPAN_ID_BYTES);
    else if (reader.tag === EVENT_NAME) eventName = oneLine(reader.text(), MAX_ID) || undefined;
    else reader.skip();
  }
  const saidAt = at || observedAt || undefined;
  const fault = origin.fault ?? (saidAt === undefined ? undefined : times.faultOf(saidAt));
  const message = cutText(textOf(body), MAX_MESSAGE);
  if (fault !== undefined) return `the log record ${JSON.stringify(message.slice(0, 80))}: ${fault}`;
  const attributes = bounded.take();
  if (bounded.leftOut > 0) attributes[LEFT_OUT] = bounded.leftOut;
  return {
    at: saidAt,
    severityNumber: severityOf(severityNumber, severityText),
    message,
    service: origin.service,
    logger: origin.scope,
    host: lineOf(origin.resource, HOST),
    environment: lineOf(origin.resource, ENVIRONMENT),
    requestId: lineOf(attributes, REQUEST_ID),
    traceId,
    spanId,
    userId: lineOf(attributes, USER_ID),
    attributes: Object.keys(attributes).length > 0 ? attributes : undefined,
    eventName,
    resource: origin.resource,
  };
}

function severityOf(number: number, text: string): number {
  if (number >= 1 && number <= MAX_SEVERITY) return number;
  return LOG_LEVELS[readLogLevel(text) ?? 'info'];
}

/** The first of the attributes that is there, as one line. */
function lineOf(attributes: Attributes, names: readonly string[]): string | undefined {
  for (const name of names) {
    if (Object.hasOwn(attributes, name)) return oneLine(textOf(attributes[name]!), MAX_ID) || undefined;
  }
  return undefined;
}
