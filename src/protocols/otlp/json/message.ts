import type { ProtoWriter } from '@oneclass/monitoring-client';

/** A value of JSON that is not of the type of its field. */
export class ScalarFault extends Error {}

/** Types of fields that are no messages. `hex` are the ids of traces and spans. */
export type ScalarType = keyof typeof SCALARS;

/** A field as protobuf knows it. */
export interface Field {
  readonly number: number;
  readonly type: ScalarType | Message;
  readonly repeated: boolean;
}

/** The fields of a message by their names in JSON (lowerCamelCase). */
export type Message = Map<string, Field>;

/** `[number, type]`, or `[number, type, 'repeated']`. */
type FieldEntry = [number: number, type: ScalarType | Message, repeated?: 'repeated'];

/** Makes a message, or completes one that takes part in itself. */
export function message(fields: Record<string, FieldEntry>, into: Message = new Map()): Message {
  for (const [name, [number, type, repeated]] of Object.entries(fields)) {
    into.set(name, { number, type, repeated: repeated !== undefined });
  }
  return into;
}

const MAX_INT64 = 2n ** 63n - 1n;
const MAX_UINT64 = 2n ** 64n - 1n;
const SPECIAL: Record<string, number> = { NaN: Number.NaN, Infinity, '-Infinity': -Infinity };

/** How each type is written, by the JSON mapping of proto3 with the changes OTLP makes. */
export const SCALARS = {
  string: (writer: ProtoWriter, number: number, json: unknown) => {
    if (typeof json !== 'string') throw expected('a string', json);
    writer.text(number, json);
  },
  hex: (writer: ProtoWriter, number: number, json: unknown) => {
    if (typeof json !== 'string' || !/^([0-9a-f]{2})*$/i.test(json)) throw expected('hexadecimal digits', json);
    writer.bytes(number, Buffer.from(json, 'hex'));
  },
  base64: (writer: ProtoWriter, number: number, json: unknown) => {
    if (typeof json !== 'string' || !/^[\w+/-]*={0,2}$/.test(json)) throw expected('base64', json);
    writer.bytes(number, Buffer.from(json, 'base64'));
  },
  bool: (writer: ProtoWriter, number: number, json: unknown) => {
    if (typeof json !== 'boolean') throw expected('true or false', json);
    writer.varint(number, json ? 1 : 0);
  },
  double: (writer: ProtoWriter, number: number, json: unknown) => writer.double(number, doubleOf(json)),
  /** Also of enums, which OTLP wants as numbers. */
  int32: (writer: ProtoWriter, number: number, json: unknown) => {
    writer.varint(number, Number(integerOf(json, -(2n ** 31n), 2n ** 32n - 1n)));
  },
  sint32: (writer: ProtoWriter, number: number, json: unknown) => {
    writer.sint32(number, Number(integerOf(json, -(2n ** 31n), 2n ** 31n - 1n)));
  },
  int64: (writer: ProtoWriter, number: number, json: unknown) => {
    writer.varint64(number, integerOf(json, -MAX_INT64 - 1n, MAX_INT64));
  },
  uint64: (writer: ProtoWriter, number: number, json: unknown) => {
    writer.varint64(number, integerOf(json, 0n, MAX_UINT64));
  },
  fixed64: (writer: ProtoWriter, number: number, json: unknown) => {
    writer.fixed64(number, integerOf(json, 0n, MAX_UINT64));
  },
  sfixed64: (writer: ProtoWriter, number: number, json: unknown) => {
    writer.fixed64(number, integerOf(json, -MAX_INT64 - 1n, MAX_INT64));
  },
};

function doubleOf(json: unknown): number {
  if (typeof json === 'number') return json;
  if (typeof json !== 'string') throw expected('a number', json);
  const value = SPECIAL[json] ?? (json.trim() === '' ? Number.NaN : Number(json));
  if (Number.isNaN(value) && json !== 'NaN') throw expected('a number', json);
  return value;
}

function integerOf(json: unknown, min: bigint, max: bigint): bigint {
  const whole =
    typeof json === 'number' ? Number.isInteger(json) : typeof json === 'string' && /^-?\d{1,20}$/.test(json);
  if (!whole) throw expected('a whole number', json);
  const value = BigInt(json as number | string);
  if (value < min || value > max) throw expected(`a whole number from ${min} to ${max}`, json);
  return value;
}

function expected(what: string, json: unknown): ScalarFault {
  const shown = (JSON.stringify(json) ?? String(json)).slice(0, 50);
  return new ScalarFault(`must be ${what}, not ${shown}`);
}
