import type { ProtoReader } from './proto-reader.js';

/** Where a message lies in the bytes; empty at 0 when there is none. */
export interface FieldSpan {
  start: number;
  end: number;
}

/** Where the field is in the message that the reader is in, which it leaves where it was. The last one counts. */
export function findField(reader: ProtoReader, lengthTag: number): FieldSpan {
  const { position } = reader;
  const found = { start: 0, end: 0 };
  while (reader.next()) {
    if (reader.tag === lengthTag) {
      found.start = reader.span();
      found.end = reader.position;
    } else {
      reader.skip();
    }
  }
  reader.position = position;
  return found;
}
