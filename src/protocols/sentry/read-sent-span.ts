import { checkJson } from '../../http/check-fields.js';
import type { Attributes } from '../../resources/attributes.js';
import type { FinishedOrOpenSpan } from '../../tracing/span.js';
import type { SpanKind, SpanStatus } from '../../tracing/span-kind.js';
import type { IngestTimes } from '../ingest-times.js';
import { line, matching, millisecondsOf, SPAN_ID, TRACE_ID } from './event-fields.js';
import { type JsonRecord, recordOf } from './json-record.js';

const MAX_NAME = 512;
/** Of the data of one span, as JSON. */
const MAX_DATA = 16_384;

/** What the SDK says of itself and of the service: `service.name` it must. */
export function resourceOf(given: Record<string, unknown> & { 'service.name': string }): Attributes {
  const lines = Object.entries(given).map(([name, value]) => [name, line(value, MAX_NAME)] as const);
  return Object.fromEntries(lines.filter(([, value]) => value !== undefined)) as Attributes;
}

/** A span as transactions hold it; none when it has no ids or times that can be taken. */
export function readSentSpan(span: JsonRecord, resource: Attributes, times: IngestTimes): FinishedOrOpenSpan[] {
  const traceId = matching(TRACE_ID, span.trace_id);
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
  if (said === 'ok') return { status: 'ok' };
  return { status: 'error', statusMessage: said === 'error' ? undefined : said };
}

function attributesOf({ op, origin, tags, data }: JsonRecord): Attributes {
  const told = { 'sentry.op': line(op, MAX_NAME), 'sentry.origin': line(origin, MAX_NAME), ...recordOf(tags) };
  const all = { ...told, ...recordOf(data) };
  const fits = !checkJson('data', all) && JSON.stringify(all).length <= MAX_DATA;
  const entries = Object.entries(fits ? all : told).filter(
    ([name, value]) => value !== undefined && name !== '__proto__',
  );
  return Object.fromEntries(entries) as Attributes;
}
