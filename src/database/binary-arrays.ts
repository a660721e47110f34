import { storableText } from './storable-text.js';

/**
 * Arrays in PostgreSQL's binary form, to be given as parameters (`unnest($1::int4[])`): node-postgres sends a Buffer as
 * it is, which costs a tenth of turning every element to text, and a double arrives bit for bit.
 */

const INT4 = 23;
const FLOAT8 = 701;
const TIMESTAMPTZ = 1184;
const BYTEA = 17;
const TEXT = 25;
const HEADER = 20;
const NULL_LENGTH = -1;
/** A character of JavaScript takes no more bytes of UTF-8. */
const MOST_BYTES = 3;
/** PostgreSQL counts microseconds from 2000. */
const EPOCH_2000_MS = 946_684_800_000;

/** `int4[]` */
export function int4Array(values: ArrayLike<number>): Buffer {
  return fixedArray(INT4, 4, values, (buffer, value, offset) => buffer.writeInt32BE(value, offset));
}

/** `float8[]` */
export function float8Array(values: ArrayLike<number>): Buffer {
  return fixedArray(FLOAT8, 8, values, (buffer, value, offset) => buffer.writeDoubleBE(value, offset));
}

/** `float8[]`; undefined becomes null. */
export function nullableFloat8Array(values: readonly (number | undefined)[]): Buffer {
  const buffer = startArray(FLOAT8, values.length, HEADER + values.length * 12, true);
  let offset = HEADER;
  for (const value of values) {
    offset = buffer.writeInt32BE(value === undefined ? NULL_LENGTH : 8, offset);
    if (value !== undefined) offset = buffer.writeDoubleBE(value, offset);
  }
  return buffer.subarray(0, offset);
}

/** `text[]` What PostgreSQL's text cannot hold becomes U+FFFD. */
export function textArray(values: readonly string[]): Buffer {
  const most = values.reduce((sum, text) => sum + 4 + text.length * MOST_BYTES, HEADER);
  const buffer = startArray(TEXT, values.length, most);
  let offset = HEADER;
  for (const text of values) {
    const length = buffer.write(storableText(text), offset + 4);
    offset = buffer.writeInt32BE(length, offset) + length;
  }
  return buffer.subarray(0, offset);
}

/** `timestamptz[]` from whole epoch milliseconds. */
export function timestamptzArray(times: ArrayLike<number>): Buffer {
  return fixedArray(TIMESTAMPTZ, 8, times, (buffer, time, offset) =>
    buffer.writeBigInt64BE(BigInt(time - EPOCH_2000_MS) * 1000n, offset),
  );
}

/** `bytea[]` */
export function byteaArray(values: readonly Buffer[]): Buffer {
  const length = values.reduce((sum, value) => sum + 4 + value.length, HEADER);
  const buffer = startArray(BYTEA, values.length, length);
  let offset = HEADER;
  for (const value of values) {
    offset = buffer.writeInt32BE(value.length, offset);
    offset += value.copy(buffer, offset);
  }
  return buffer;
}

function fixedArray(
  type: number,
  size: number,
  values: ArrayLike<number>,
  write: (buffer: Buffer, value: number, offset: number) => void,
): Buffer {
  const buffer = startArray(type, values.length, HEADER + values.length * (4 + size));
  let offset = HEADER;
  for (let i = 0; i < values.length; i++) {
    offset = buffer.writeInt32BE(size, offset);
    write(buffer, values[i]!, offset);
    offset += size;
  }
  return buffer;
}

/** One dimension, counted from 1. */
function startArray(type: number, count: number, length: number, hasNulls = false): Buffer {
  const buffer = Buffer.allocUnsafe(length);
  buffer.writeInt32BE(1, 0);
  buffer.writeInt32BE(hasNulls ? 1 : 0, 4);
  buffer.writeInt32BE(type, 8);
  buffer.writeInt32BE(count, 12);
  buffer.writeInt32BE(1, 16);
  return buffer;
}
