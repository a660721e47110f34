import { checkTags } from '../../http/ingest.js';
import type { Exemplar } from '../../metrics/exemplars/exemplar.recorder.js';
import { fixed64Tag, lengthTag, type ProtoReader, varintTag } from '../protobuf/proto-reader.js';
import { readLabel } from './read-labels.js';

const LABEL = lengthTag(1);
const VALUE = fixed64Tag(2);
const TIMESTAMP = varintTag(3);

/** Labels under which tracing libraries put their ids; OpenMetrics names none. */
const TRACE_ID = ['trace_id', 'traceID', 'traceid', 'TraceID'];
const SPAN_ID = ['span_id', 'spanID', 'spanid', 'SpanID'];

/** Reads the Exemplar message that the reader came to. Labels over the limits of tags are left out. */
export function readExemplar(reader: ProtoReader): Exemplar {
  const entries: [string, string][] = [];
  let value = 0;
  let at = 0;
  const outer = reader.enter();
  while (reader.next()) {
    if (reader.tag === LABEL) entries.push(readLabel(reader));
    else if (reader.tag === VALUE) value = reader.double();
    else if (reader.tag === TIMESTAMP) at = reader.int64();
    else reader.skip();
  }
  reader.leave(outer);
  const labels = Object.fromEntries(entries);
  if (checkTags(labels)) return { at, value };
  return { at, value, traceId: take(labels, TRACE_ID), spanId: take(labels, SPAN_ID), attributes: labels };
}

function take(labels: Record<string, string>, names: readonly string[]): string | undefined {
  const name = names.find((one) => Object.hasOwn(labels, one));
  if (name === undefined) return undefined;
  const value = labels[name];
  delete labels[name];
  return value;
}
