import { ProtoWriter } from '../../protobuf/proto-writer.js';
import { JsonFault } from './json-fault.js';
import { type Field, type Message, SCALARS } from './message.js';

/** Deeper structures are refused, as in protobuf. */
const MAX_DEPTH = 64;

/**
 * Writes a message of OTLP/JSON as protobuf, so that both encodings are read by the same code. As OTLP asks, fields of
 * unknown names are passed over; null is a field that is left out.
 *
 * @throws JsonFault
 */
export function jsonToProtobuf(json: unknown, message: Message): Buffer {
  const writer = new ProtoWriter();
  writeMessage(writer, json, message, 0);
  return writer.finish();
}

function writeMessage(writer: ProtoWriter, json: unknown, message: Message, depth: number): void {
  if (typeof json !== 'object' || json === null || Array.isArray(json)) throw new JsonFault([], 'must be an object');
  if (depth > MAX_DEPTH) throw new JsonFault([], `is nested more than ${MAX_DEPTH} deep`);
  for (const name in json) {
    const field = message.get(name);
    const value = (json as Record<string, unknown>)[name];
    if (field === undefined || value === undefined || value === null) continue;
    try {
      writeField(writer, value, field, depth);
    } catch (fault) {
      throw fault instanceof JsonFault ? fault.within(`.${name}`) : fault;
    }
  }
}

function writeField(writer: ProtoWriter, json: unknown, field: Field, depth: number): void {
  if (!field.repeated) {
    writeOne(writer, json, field, depth);
    return;
  }
  if (!Array.isArray(json)) throw new JsonFault([], 'must be an array');
  for (let i = 0; i < json.length; i++) {
    try {
      writeOne(writer, json[i], field, depth);
    } catch (fault) {
      throw fault instanceof JsonFault ? fault.within(`[${i}]`) : fault;
    }
  }
}

function writeOne(writer: ProtoWriter, json: unknown, { number, type }: Field, depth: number): void {
  if (typeof type === 'string') {
    SCALARS[type](writer, number, json);
    return;
  }
  const start = writer.open(number);
  writeMessage(writer, json, type, depth + 1);
  writer.close(start);
}
