/** Doubles of one allocation, 512 kB. */
const POOL_LENGTH = 65_536;

let pool = new Float64Array(0);
let used = 0;

/**
 * Zeros, as a piece of a larger allocation: for many small columns that are soon let go, as each array of its own costs more
 * than what is written to it. A piece that is kept keeps the whole allocation.
 */
export function pooledDoubles(length: number): Float64Array<ArrayBuffer> {
  if (length > POOL_LENGTH / 16) return new Float64Array(length);
  if (used + length > pool.length) {
    pool = new Float64Array(POOL_LENGTH);
    used = 0;
  }
  used += length;
  return pool.subarray(used - length, used);
}
