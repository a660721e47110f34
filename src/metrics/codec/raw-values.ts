import type { ByteReader } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';

/** Writes doubles as they are, eight bytes each, little-endian: the fastest way, for what is soon rewritten. */
export function writeRaw(writer: ByteWriter, values: Float64Array): void {
  writer.block(new Uint8Array(values.buffer, values.byteOffset, values.byteLength));
}

/** Fills `values` with what {@link writeRaw} wrote. */
export function readRaw(reader: ByteReader, values: Float64Array): void {
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength).set(reader.block(values.byteLength));
}
