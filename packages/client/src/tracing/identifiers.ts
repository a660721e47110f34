import { randomBytes } from 'node:crypto';

/** Random digits are drawn a page at a time: one system call, and one way into C++, for some hundred ids. */
const PAGE_BYTES = 4096;
let page = '';
let taken = 0;

/** `bytes` random bytes in lower-case hex, as W3C trace context writes ids. */
export function randomHex(bytes: number): string {
  const digits = 2 * bytes;
  if (taken + digits > page.length) {
    page = randomBytes(PAGE_BYTES).toString('hex');
    taken = 0;
  }
  const start = taken;
  taken += digits;
  return page.slice(start, taken);
}
