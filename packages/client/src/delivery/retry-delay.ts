const FIRST_MS = 500;
const LONGEST_MS = 15_000;
/** A receiver that asks for more than this is asked again all the same. */
const LONGEST_RETRY_AFTER_MS = 300_000;

/**
 * How long to wait after `failures` failed attempts in a row: doubling from half a second up to 15 s, spread over the
 * upper half of that so that many clients do not come back at the same moment, and never less than the receiver asked.
 * `random` is in [0, 1).
 */
export function retryDelayMs(failures: number, retryAfterMs: number | undefined, random: number): number {
  const ceiling = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, 10));
  const asked = Math.min(retryAfterMs ?? 0, LONGEST_RETRY_AFTER_MS);
  return Math.max(asked, ceiling * (0.5 + random / 2));
}

/** Milliseconds a `Retry-After` header asks for: seconds or an HTTP date. `now` is epoch ms. */
export function parseRetryAfter(header: string | null, now: number): number | undefined {
  if (header === null || header.trim() === '') return undefined;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds * 1000);
  const at = Date.parse(header);
  return Number.isNaN(at) ? undefined : Math.max(0, at - now);
}
