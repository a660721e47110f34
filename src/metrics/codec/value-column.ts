import { doubleBits } from '../samples/double-bits.js';
import type { ByteReader } from './byte-reader.js';
import { CorruptColumns } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';
import { planDecimals, readDecimals, writeDecimals } from './decimal-values.js';
import { readRaw, writeRaw } from './raw-values.js';
import { readXor, writeXor } from './xor-values.js';

const CONSTANT = 0;
const DECIMALS = 1;
const XOR = 2;
const RAW = 3;

/** Writes doubles (at least one) in the smallest of three ways, each of them exact to the bit. */
export function writeValues(writer: ByteWriter, values: Float64Array): void {
  const bits = doubleBits(values);
  if (isConstant(bits)) {
    writer.byte(CONSTANT);
    writer.word(bits[0]!);
    writer.word(bits[1]!);
    return;
  }
  const plan = planDecimals(values);
  writer.byte(plan ? DECIMALS : XOR);
  if (plan) writeDecimals(writer, values, plan);
  else writeXor(writer, values);
}

/** Writes doubles the quick way, eight bytes each. */
export function writeRawValues(writer: ByteWriter, values: Float64Array): void {
  writer.byte(RAW);
  writeRaw(writer, values);
}

/** Fills `values` with what {@link writeValues} or {@link writeRawValues} wrote. */
export function readValues(reader: ByteReader, values: Float64Array): Float64Array {
  const mode = reader.byte();
  if (mode === CONSTANT) fillConstant(reader, doubleBits(values));
  else if (mode === DECIMALS) readDecimals(reader, values);
  else if (mode === XOR) readXor(reader, values);
  else if (mode === RAW) readRaw(reader, values);
  else throw new CorruptColumns(`unknown encoding of values: ${mode}`);
  return values;
}

function isConstant(bits: Uint32Array): boolean {
  for (let i = 2; i < bits.length; i += 2) {
    if (bits[i] !== bits[0] || bits[i + 1] !== bits[1]) return false;
  }
  return true;
}

function fillConstant(reader: ByteReader, bits: Uint32Array): void {
  const low = reader.word();
  const high = reader.word();
  for (let i = 0; i < bits.length; i += 2) {
    bits[i] = low;
    bits[i + 1] = high;
  }
}
