import type { ProtoReader } from '../protobuf/proto-reader.js';

/** As W3C trace context has them. */
export const TRACE_ID_BYTES = 16;
export const SPAN_ID_BYTES = 8;

/** An id in hexadecimal; one of another length, or of zeros alone, is none. */
export function readId(reader: ProtoReader, length: number): string | undefined {
  const start = reader.span();
  const id = reader.bytes.toString('hex', start, reader.position);
  return id.length === length * 2 && !/^0*$/.test(id) ? id : undefined;
}
