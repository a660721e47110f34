/** 2^32 nanoseconds are 4294 whole milliseconds and so many nanoseconds. */
const HALF_MS = 4294;
const HALF_REST_NS = 967_296;

/** Whole epoch milliseconds of a time in nanoseconds that stands at a place (fixed64), exact. */
export function millisecondsAt(view: DataView, offset: number): number {
  const low = view.getUint32(offset, true);
  const high = view.getUint32(offset + 4, true);
  return high * HALF_MS + Math.floor((high * HALF_REST_NS + low) / 1_000_000);
}

/** 2^32 nanoseconds are 4,294,967 whole microseconds and so many nanoseconds. */
const HALF_MICROS = 4_294_967;
const HALF_MICROS_REST_NS = 296;

/** Epoch milliseconds with microseconds as their fraction, of the same. */
export function preciseMillisecondsAt(view: DataView, offset: number): number {
  const low = view.getUint32(offset, true);
  const high = view.getUint32(offset + 4, true);
  return (high * HALF_MICROS + Math.floor((high * HALF_MICROS_REST_NS + low) / 1000)) / 1000;
}
