import { ProtoWriter } from '@oneclass/monitoring-client';
import type { FastifyRequest } from 'fastify';
import { Problem } from '../../http/problem.js';
import type { WireBody, WireForm } from '../../http/wire-form.js';
import { JsonFault } from './json/json-fault.js';
import { jsonToProtobuf } from './json/json-to-protobuf.js';
import type { Message } from './json/message.js';

const PROTOBUF = 'application/x-protobuf';
const JSON_TYPE = 'application/json';

/** The form of OTLP's routes: faults are told as google.rpc.Status, in the encoding of the request. */
export const OTLP_FORM: WireForm = { protobuf: true, ownJson: true, writeProblem: writeStatus };

/**
 * The protobuf bytes of a request's body, whichever its encoding.
 *
 * @param message what it should be, for JSON
 * @throws Problem 400 for JSON that is no such message
 */
export async function protobufOf(request: FastifyRequest, body: unknown, message: Message): Promise<Buffer> {
  const bytes = Buffer.isBuffer(body) ? body : Buffer.alloc(0);
  if (sentProtobuf(request)) return bytes;
  try {
    return await jsonToProtobuf(bytes, message);
  } catch (fault) {
    if (fault instanceof JsonFault) throw Problem.of(400, `The body cannot be read: ${fault.message}.`);
    throw fault;
  }
}

/**
 * The answer to a request that was taken in, wholly or in part (ExportMetricsServiceResponse and its like).
 *
 * @param counter the JSON name of the field that says how many items were refused: `rejectedDataPoints`, …
 */
export function exportAnswer(request: FastifyRequest, counter: string, rejected: number, message: string): WireBody {
  const isFull = rejected === 0 && message === '';
  if (!sentProtobuf(request)) {
    const partialSuccess = { [counter]: String(rejected), errorMessage: message };
    return { type: JSON_TYPE, body: JSON.stringify(isFull ? {} : { partialSuccess }) };
  }
  const writer = new ProtoWriter();
  if (!isFull) {
    const start = writer.open(1);
    writer.varint(1, rejected);
    writer.text(2, message);
    writer.close(start);
  }
  return { type: PROTOBUF, body: writer.finish() };
}

function writeStatus(request: FastifyRequest, problem: Problem): WireBody {
  const message = problem.detail ?? problem.title;
  if (!sentProtobuf(request)) return { type: JSON_TYPE, body: JSON.stringify({ message }) };
  const writer = new ProtoWriter();
  writer.text(2, message);
  return { type: PROTOBUF, body: writer.finish() };
}

function sentProtobuf({ headers }: FastifyRequest): boolean {
  return (headers['content-type'] ?? '').startsWith(PROTOBUF);
}
