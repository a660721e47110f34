import { checkJson } from '../../http/check-fields.js';
import type { Attributes, AttributeValue } from '../../resources/attributes.js';
import type { FinishedOrOpenSpan } from '../../tracing/span.js';
import type { SpanKind, SpanStatus } from '../../tracing/span-kind.js';
import { type EventOrigin, line, matching, millisecondsOf, readTags, SPAN_ID, TRACE_ID } from './event-fields.js';
import { isRecord, type JsonRecord, listOf, recordOf } from './json-record.js';

/** As many as SDKs send. */
const MAX_SPANS = 1000;
const MAX_NAME = 512;
/** Of the data of one span, as JSON. */
const MAX_DATA = 16_384;

/**
 * The spans of a transaction of a Sentry SDK; one that has no ids or times that can be taken is left out.
 * Source: https://develop.sentry.dev/sdk/telemetry/traces/
 */
export function readTransaction(event: JsonRecord, { service, times }: EventOrigin): FinishedOrOpenSpan[] {
  const tags = readTags(event.tags, () => undefined);
  const trace = recordOf(recordOf(event.contexts).trace);
  const root: JsonRecord = { ...trace, start_timestamp: event.start_timestamp, timestamp: event.timestamp };
  const resource = resourceOf(event, tags.service ?? service);
  const spans = listOf(event.spans).filter(isRecord).slice(0, MAX_SPANS);
  return [{ description: event.transaction, ...root, tags }, ...spans].flatMap((span: JsonRecord) => {
    const traceId = matching(TRACE_ID, span.trace_id) ?? matching(TRACE_ID, trace.trace_id);
    const spanId = matching(SPAN_ID, span.span_id);
    const startAt = millisecondsOf(span.start_timestamp);
    const endAt = millisecondsOf(span.timestamp);
    const timely = endAt >= startAt && !times.faultOf(startAt) && !times.faultOf(endAt);
    if (!traceId || !spanId || !timely) return [];
    return [
      {
        traceId,
        spanId,
        parentSpanId: matching(SPAN_ID, span.parent_span_id),
        operationName: line(span.description, MAX_NAME) ?? line(span.op, MAX_NAME) ?? 'unnamed',
        serviceName: resource['service.name'] as string,
        kind: kindOf(line(span.op, MAX_NAME) ?? ''),
        startAt: Math.round(startAt * 1000) / 1000,
        durationMs: Math.round((endAt - startAt) * 1000) / 1000,
        ...statusOf(span.status),
        tags: attributesOf(span),
        resource,
      },
    ];
  });
}

function resourceOf(event: JsonRecord, service: string): Attributes {
  const given = {
    'service.name': service,
    'service.version': line(event.release, MAX_NAME),
    'deployment.environment.name': line(event.environment, MAX_NAME),
    'telemetry.sdk.name': line(recordOf(event.sdk).name, MAX_NAME),
  };
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Attributes;
}

/** Operations are words with dots, the group first: https://develop.sentry.dev/sdk/telemetry/traces/span-operations/ */
function kindOf(operation: string): SpanKind {
  if (/^(?:http|websocket|rpc|grpc|graphql)\.server|^serverless/.test(operation)) return 'server';
  if (/^(?:http|rpc|grpc)\.client|^db|^cache/.test(operation)) return 'client';
  if (/^queue\.(?:publish|submit)/.test(operation)) return 'producer';
  return /^queue\.(?:process|task)/.test(operation) ? 'consumer' : 'internal';
}

function statusOf(status: unknown): { status: SpanStatus; statusMessage?: string } {
  const said = line(status, MAX_NAME);
  if (said === undefined || said === 'unknown' || said === 'cancelled') return { status: 'unset' };
  return said === 'ok' ? { status: 'ok' } : { status: 'error', statusMessage: said };
}

function attributesOf({ op, origin, tags, data }: JsonRecord): Attributes {
  const told = { 'sentry.op': line(op, MAX_NAME), 'sentry.origin': line(origin, MAX_NAME), ...recordOf(tags) };
  const all = { ...told, ...recordOf(data) };
  const fits = !checkJson('data', all) && JSON.stringify(all).length <= MAX_DATA;
  const entries = Object.entries(fits ? all : told).filter(
    ([name, value]) => value !== undefined && name !== '__proto__',
  );
  return Object.fromEntries(entries) as Record<string, AttributeValue>;
}
