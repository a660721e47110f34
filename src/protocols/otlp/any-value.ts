import { fixed64Tag, lengthTag, type ProtoReader, varintTag } from '../protobuf/proto-reader.js';

/** A value of OpenTelemetry as JSON has it: bytes are base64, and integers beyond 2^53 are text. */
export type AnyValue = string | number | boolean | null | AnyValue[] | { [key: string]: AnyValue };

const STRING = lengthTag(1);
const BOOL = varintTag(2);
const INT = varintTag(3);
const DOUBLE = fixed64Tag(4);
const ARRAY = lengthTag(5);
const KEY_VALUES = lengthTag(6);
const BYTES = lengthTag(7);

/** Of ArrayValue and KeyValueList. */
const VALUES = lengthTag(1);
const KEY = lengthTag(1);
const VALUE = lengthTag(2);

/** Reads the KeyValue message that the reader came to. */
export function readKeyValue(reader: ProtoReader): [key: string, value: AnyValue] {
  let key = '';
  let value: AnyValue = null;
  const outer = reader.enter();
  while (reader.next()) {
    if (reader.tag === KEY) key = reader.name();
    else if (reader.tag === VALUE) value = readAnyValue(reader);
    else reader.skip();
  }
  reader.leave(outer);
  return [key, value];
}

/** Reads the AnyValue message that the reader came to; an empty one is null. How deep they are nested the reader limits. */
export function readAnyValue(reader: ProtoReader): AnyValue {
  let value: AnyValue = null;
  const outer = reader.enter();
  while (reader.next()) {
    if (reader.tag === STRING) value = reader.text();
    else if (reader.tag === BOOL) value = reader.bool();
    else if (reader.tag === INT) value = readInteger(reader);
    else if (reader.tag === DOUBLE) value = reader.double();
    else if (reader.tag === ARRAY) value = readList(reader, readAnyValue);
    else if (reader.tag === KEY_VALUES) value = Object.fromEntries(readList(reader, readKeyValue));
    else if (reader.tag === BYTES) value = readBase64(reader);
    else reader.skip();
  }
  reader.leave(outer);
  return value;
}

/** What stands in a tag for a value: text as it is, nothing for null, lists and objects as JSON. */
export function textOf(value: AnyValue): string {
  if (typeof value === 'string') return value;
  if (value === null) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function readList<T>(reader: ProtoReader, read: (reader: ProtoReader) => T): T[] {
  const list: T[] = [];
  const outer = reader.enter();
  while (reader.next()) {
    if (reader.tag === VALUES) list.push(read(reader));
    else reader.skip();
  }
  reader.leave(outer);
  return list;
}

function readInteger(reader: ProtoReader): number | string {
  const start = reader.position;
  const value = reader.int64();
  if (Number.isSafeInteger(value)) return value;
  let exact = 0n;
  for (let i = reader.position - 1; i >= start; i--) exact = (exact << 7n) | BigInt(reader.bytes[i]! & 0x7f);
  return String(BigInt.asIntN(64, exact));
}

function readBase64(reader: ProtoReader): string {
  const start = reader.span();
  return reader.bytes.toString('base64', start, reader.position);
}
