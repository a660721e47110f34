import { doubleBits } from '../samples/double-bits.js';
import type { ByteReader } from './byte-reader.js';
import { CorruptColumns } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';

/**
 * Writes any doubles bit for bit: the exclusive or with the value before, without its leading and trailing zero bytes.
 * One byte says how many of the eight bytes follow (low four bits) and how many zero bytes stand below them (high four).
 */
export function writeXor(writer: ByteWriter, values: Float64Array): void {
  const bits = doubleBits(values);
  const bytes = new Uint8Array(8);
  const words = new Uint32Array(bytes.buffer);
  let low = 0;
  let high = 0;
  for (let i = 0; i < bits.length; i += 2) {
    words[0] = bits[i]! ^ low;
    words[1] = bits[i + 1]! ^ high;
    low = bits[i]!;
    high = bits[i + 1]!;
    writeSignificant(writer, bytes);
  }
}

/** Fills `values` with what {@link writeXor} wrote. */
export function readXor(reader: ByteReader, values: Float64Array): void {
  const bits = doubleBits(values);
  const bytes = new Uint8Array(8);
  const words = new Uint32Array(bytes.buffer);
  let low = 0;
  let high = 0;
  for (let i = 0; i < bits.length; i += 2) {
    readSignificant(reader, bytes);
    low ^= words[0]!;
    high ^= words[1]!;
    bits[i] = low;
    bits[i + 1] = high;
  }
}

function writeSignificant(writer: ByteWriter, bytes: Uint8Array): void {
  let end = 8;
  while (end > 0 && bytes[end - 1] === 0) end--;
  let start = 0;
  while (start < end && bytes[start] === 0) start++;
  writer.byte((start << 4) | (end - start));
  for (let i = start; i < end; i++) writer.byte(bytes[i]!);
}

function readSignificant(reader: ByteReader, bytes: Uint8Array): void {
  const header = reader.byte();
  const start = header >> 4;
  const end = start + (header & 15);
  if (end > 8) throw new CorruptColumns('a double of more than eight bytes');
  bytes.fill(0);
  for (let i = start; i < end; i++) bytes[i] = reader.byte();
}
