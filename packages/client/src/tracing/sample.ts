import { createHash } from 'node:crypto';

const W3C_TRACE_ID = /^[0-9a-f]{32}$/i;
/** Of its 32 digits, the last 14: 56 bits. */
const RANDOM_FROM = 18;
const LOW_FROM = 24;

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
  return rate >= 1 || randomness(traceId) >= 1 - rate;
}

/** From 0 to below 1, by the first 53 of the 56 bits: a double holds no more. */
function randomness(traceId: string): number {
  const id = W3C_TRACE_ID.test(traceId) ? traceId : createHash('sha256').update(traceId).digest('hex').slice(0, 32);
  const high = Number.parseInt(id.slice(RANDOM_FROM, LOW_FROM), 16);
  const low = Number.parseInt(id.slice(LOW_FROM), 16);
  return (high * 2 ** 29 + (low >>> 3)) / 2 ** 53;
}
