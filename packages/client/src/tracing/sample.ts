import { createHash } from 'node:crypto';

const W3C_TRACE_ID = /^[0-9a-f]{32}$/i;
/** Of its 32 digits, the last 14: 56 bits. */
const RANDOM_FROM = 18;
const RANDOM_DIGITS = 14;

/**
 * Whether a trace is among the share that is kept. Every replica, and every SDK that samples consistently, says the same of the same
 * trace, and what is kept at one rate is kept at every higher one.
 *
 * A W3C trace id is random in its last 56 bits (w3.org/TR/trace-context-2); they are compared with a threshold as OpenTelemetry's
 * consistent probability sampling does. Other ids are hashed first.
 *
 * @param rate 0 (none) to 1 (all)
 */
export function isInSample(traceId: string, rate: number): boolean {
  if (rate <= 0) return false;
  if (rate >= 1) return true;
  // A W3C id is lower-case hexadecimal, so that texts of one length compare as numbers do.
  const id = W3C_TRACE_ID.test(traceId) ? traceId.toLowerCase() : createHash('sha256').update(traceId).digest('hex');
  return id.slice(RANDOM_FROM, RANDOM_FROM + RANDOM_DIGITS) >= thresholdOf(rate);
}

/** The last one asked for: rates hardly ever change. */
let known = { rate: 1, threshold: '' };

/** The least random part that is in, in hexadecimal; of the 56 bits the first 53, which a double holds. */
function thresholdOf(rate: number): string {
  if (known.rate !== rate) {
    const threshold = (Math.ceil((1 - rate) * 2 ** 53) * 8).toString(16).padStart(RANDOM_DIGITS, '0');
    known = { rate, threshold };
  }
  return known.threshold;
}
