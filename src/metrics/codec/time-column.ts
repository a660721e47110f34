import type { ByteReader } from './byte-reader.js';
import { CorruptColumns } from './byte-reader.js';
import type { ByteWriter } from './byte-writer.js';

const REGULAR = 0;
const JITTERED = 1;

/** Largest distance from 1970 in milliseconds that the codec can hold (some 35,000 years). */
export const TIME_LIMIT = 2 ** 50;

/**
 * Writes times (whole milliseconds since 1970, any order, at least one): the first, the first step, then how much each
 * step differs from the one before. Evenly spaced times need no more than the first two.
 *
 * @throws RangeError for a time that is no integer or further than {@link TIME_LIMIT} from 1970
 */
export function writeTimes(writer: ByteWriter, times: Float64Array): void {
  const step = times.length > 1 ? times[1]! - times[0]! : 0;
  const regular = isRegular(times, step);
  writer.byte(regular ? REGULAR : JITTERED);
  writer.signed(times[0]!);
  writer.signed(step);
  if (regular) return;
  const deviations = new Float64Array(times.length - 2);
  for (let i = 2; i < times.length; i++) deviations[i - 2] = times[i]! - times[i - 1]! - step;
  writer.signedSteps(deviations);
}

/** Fills `times` with what {@link writeTimes} wrote. */
export function readTimes(reader: ByteReader, times: Float64Array): Float64Array {
  const mode = reader.byte();
  if (mode !== REGULAR && mode !== JITTERED) throw new CorruptColumns(`unknown encoding of times: ${mode}`);
  const first = reader.signed();
  const step = reader.signed();
  if (mode === REGULAR) {
    for (let i = 0; i < times.length; i++) times[i] = first + i * step;
    return times;
  }
  times[0] = first;
  if (times.length > 1) times[1] = first + step;
  reader.signedSums(times.subarray(2));
  for (let i = 2; i < times.length; i++) times[i]! += times[i - 1]! + step;
  return times;
}

function isRegular(times: Float64Array, step: number): boolean {
  let regular = true;
  for (let i = 0; i < times.length; i++) {
    const time = times[i]!;
    if (!Number.isInteger(time) || Math.abs(time) > TIME_LIMIT) throw new RangeError(`not a storable time: ${time}`);
    if (i > 0 && time - times[i - 1]! !== step) regular = false;
  }
  return regular;
}
