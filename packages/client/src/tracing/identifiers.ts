import { randomFillSync } from 'node:crypto';

/** Random bytes are drawn a page at a time: one system call per few hundred ids. */
const pool = Buffer.alloc(4096);
let taken = pool.length;

/** `bytes` random bytes in lower-case hex, as W3C trace context writes ids. */
export function randomHex(bytes: number): string {
  if (taken + bytes > pool.length) {
    randomFillSync(pool);
    taken = 0;
  }
  const start = taken;
  taken += bytes;
  return pool.toString('hex', start, taken);
}
