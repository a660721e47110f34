import { checkTags } from '../../../http/ingest.js';
import type { Exemplar } from '../../../metrics/exemplars/exemplar.recorder.js';
import { signedAt } from '../../protobuf/fixed64.js';
import { fixed64Tag, lengthTag, type ProtoReader } from '../../protobuf/proto-reader.js';
import { type AnyValue, readKeyValue, textOf } from '../any-value.js';
import { readId, SPAN_ID_BYTES, TRACE_ID_BYTES } from '../ids.js';
import { millisecondsAt } from '../nanoseconds.js';

const TIME = fixed64Tag(2);
const AS_DOUBLE = fixed64Tag(3);
const SPAN_ID = lengthTag(4);
const TRACE_ID = lengthTag(5);
const AS_INT = fixed64Tag(6);
const ATTRIBUTES = lengthTag(7);

/**
 * Reads the Exemplar message that the reader came to. Attributes over the limits of tags are left out.
 *
 * @param pointAt the time of its data point, for one without its own
 * @returns undefined for one without a value
 */
export function readExemplar(reader: ProtoReader, pointAt: number): Exemplar | undefined {
  const attributes: [string, AnyValue][] = [];
  let at = 0;
  let value: number | undefined;
  let traceId: string | undefined;
  let spanId: string | undefined;
  const outer = reader.enter();
  while (reader.next()) {
    if (reader.tag === TIME) at = millisecondsAt(reader.view, reader.fixed64());
    else if (reader.tag === AS_DOUBLE) value = reader.double();
    else if (reader.tag === AS_INT) value = signedAt(reader.view, reader.fixed64());
    else if (reader.tag === TRACE_ID) traceId = readId(reader, TRACE_ID_BYTES);
    else if (reader.tag === SPAN_ID) spanId = readId(reader, SPAN_ID_BYTES);
    else if (reader.tag === ATTRIBUTES) attributes.push(readKeyValue(reader));
    else reader.skip();
  }
  reader.leave(outer);
  if (value === undefined) return undefined;
  const tags = Object.fromEntries(attributes.map(([key, attribute]) => [key, textOf(attribute)]));
  return { at: at || pointAt, value, traceId, spanId, attributes: checkTags(tags) ? {} : tags };
}
