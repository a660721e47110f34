import type { FinishedOrOpenSpan } from '../../tracing/span.js';
import { type EventOrigin, readTags } from './event-fields.js';
import { isRecord, type JsonRecord, listOf, recordOf } from './json-record.js';
import { readSentSpan, resourceOf } from './read-sent-span.js';

/** As many as SDKs send. */
const MAX_SPANS = 1000;

/**
 * The spans of a transaction of a Sentry SDK: its own and those in it.
 * Source: https://develop.sentry.dev/sdk/telemetry/traces/
 */
export function readTransaction(event: JsonRecord, { service, times }: EventOrigin): FinishedOrOpenSpan[] {
  const tags = readTags(event.tags, () => undefined);
  const trace = recordOf(recordOf(event.contexts).trace);
  const root = { ...trace, start_timestamp: event.start_timestamp, timestamp: event.timestamp, tags };
  const resource = resourceOf({
    'service.name': tags.service ?? service,
    'service.version': event.release,
    'deployment.environment.name': event.environment,
    'telemetry.sdk.name': recordOf(event.sdk).name,
  });
  const spans = listOf(event.spans).filter(isRecord).slice(0, MAX_SPANS);
  return [{ ...root, description: event.transaction }, ...spans].flatMap((span) =>
    readSentSpan({ trace_id: trace.trace_id, ...span }, resource, times),
  );
}

/**
 * The spans of an item of the type `span`, in which newer SDKs send each as soon as it is over.
 * Source: https://develop.sentry.dev/sdk/telemetry/spans/span-protocol/
 */
export function readStreamedSpans(item: JsonRecord, { service, times }: EventOrigin): FinishedOrOpenSpan[] {
  const spans = listOf(item.items).filter(isRecord).slice(0, MAX_SPANS);
  const told = spans.map((span) => ({ span, data: valuesOf(span.attributes) }));
  const [first] = told;
  if (!first) return [];
  const { data } = first;
  const resource = resourceOf({
    'service.name': typeof data['service.name'] === 'string' ? data['service.name'] : service,
    'service.version': data['sentry.release'],
    'deployment.environment.name': data['sentry.environment'],
    'telemetry.sdk.name': data['sentry.sdk.name'],
  });
  return told.flatMap(({ span, data: { 'sentry.op': op, 'sentry.origin': origin, ...more } }) => {
    const { name, end_timestamp, attributes: _, ...rest } = span;
    return readSentSpan(
      { ...rest, op, origin, data: more, description: name, timestamp: end_timestamp },
      resource,
      times,
    );
  });
}

/** Each attribute is told with its type. */
function valuesOf(attributes: unknown): JsonRecord {
  const entries = Object.entries(recordOf(attributes)).filter(([name]) => name !== '__proto__');
  return Object.fromEntries(entries.map(([name, attribute]) => [name, recordOf(attribute).value]));
}
