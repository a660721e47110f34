/** 2^32 nanoseconds are 4294 whole milliseconds and so many nanoseconds. */
const HALF_MS = 4294;
const HALF_REST_NS = 967_296;

/** Whole epoch milliseconds of a time in nanoseconds that stands at a place (fixed64), exact. */
export function millisecondsAt(view: DataView, offset: number): number {
  const low = view.getUint32(offset, true);
  const high = view.getUint32(offset + 4, true);
  return high * HALF_MS + Math.floor((high * HALF_REST_NS + low) / 1_000_000);
}
