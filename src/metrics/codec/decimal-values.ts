import { doubleBits } from '../samples/double-bits.js';
import type { ByteReader } from './byte-reader.js';
import { CorruptColumns } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';

/** Powers of ten are exact doubles up to 10^22; with mantissas under 2^51 more than 15 digits never help. */
const POWERS = Array.from({ length: 16 }, (_, exponent) => 10 ** exponent);
/** The difference of two mantissas, zigzag folded, must stay an exact integer (2^53). */
const MANTISSA_LIMIT = 2 ** 51;

/** Values as whole numbers of 10^-exponent; `exceptions` are the positions whose value is no such number. */
export interface DecimalPlan {
  readonly exponent: number;
  readonly mantissas: Float64Array;
  readonly exceptions: number[];
}

/**
 * Finds the fewest decimals that represent the values exactly, or undefined when more than one value in eight has no
 * exact short decimal (then storing bits is smaller).
 */
export function planDecimals(values: Float64Array): DecimalPlan | undefined {
  const allowed = values.length / 8;
  const mantissas = new Float64Array(values.length);
  let exponent = 0;
  let exceptions: number[] = [];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    const fitting = exponentOf(value, exponent);
    if (fitting > exponent) {
      // What came before is written with more decimals too: from the start again, which happens a few times at most.
      exponent = fitting;
      exceptions = [];
      i = -1;
    } else if (fitting === exponent) mantissas[i] = Math.round(value * POWERS[exponent]!);
    else {
      mantissas[i] = i > 0 ? mantissas[i - 1]! : 0;
      if (exceptions.push(i) > allowed) return undefined;
    }
  }
  return { exponent, mantissas, exceptions };
}

/** Writes exponent, exceptions (distance from the one before, then the 8 bytes), and the differences of the mantissas. */
export function writeDecimals(writer: ByteWriter, values: Float64Array, plan: DecimalPlan): void {
  const bits = doubleBits(values);
  writer.byte(plan.exponent);
  writer.unsigned(plan.exceptions.length);
  let position = 0;
  for (const exception of plan.exceptions) {
    writer.unsigned(exception - position);
    writer.word(bits[exception * 2]!);
    writer.word(bits[exception * 2 + 1]!);
    position = exception;
  }
  writer.signedSteps(plan.mantissas);
}

/** Fills `values` with what {@link writeDecimals} wrote. */
export function readDecimals(reader: ByteReader, values: Float64Array): void {
  const power = POWERS[reader.byte()];
  if (power === undefined) throw new CorruptColumns('decimal exponent out of range');
  const exceptions = reader.unsigned();
  if (!(exceptions <= values.length)) throw new CorruptColumns('more exceptions than values');
  const words = new Uint32Array(exceptions * 3);
  let position = 0;
  for (let i = 0; i < words.length; i += 3) {
    position += reader.unsigned();
    if (!(position < values.length)) throw new CorruptColumns('an exception behind the last value');
    words[i] = position;
    words[i + 1] = reader.word();
    words[i + 2] = reader.word();
  }
  reader.signedSums(values, power);
  if (exceptions === 0) return;
  const bits = doubleBits(values);
  for (let i = 0; i < words.length; i += 3) {
    bits[words[i]! * 2] = words[i + 1]!;
    bits[words[i]! * 2 + 1] = words[i + 2]!;
  }
}

/** The fewest decimals from `least` on that represent a value exactly; -1 when none do. */
function exponentOf(value: number, least: number): number {
  for (let exponent = least; exponent < POWERS.length; exponent++) {
    if (isDecimal(value, POWERS[exponent]!)) return exponent;
  }
  return -1;
}

/** A quotient of two exact numbers is rounded correctly, so equality here means equality after decoding. */
function isDecimal(value: number, power: number): boolean {
  const mantissa = Math.round(value * power);
  return Math.abs(mantissa) <= MANTISSA_LIMIT && mantissa / power === value && !Object.is(value, -0);
}
