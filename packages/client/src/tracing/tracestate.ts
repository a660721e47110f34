/** Printable ASCII, as long as vendors may count on (W3C Trace Context, 3.3.1.5). */
const TRACESTATE = /^[\x20-\x7e]{1,512}$/;

/** What a `tracestate` header says, to be kept and passed on as it came; it means nothing without a valid `traceparent`. */
export function readTracestate(header: unknown): string | undefined {
  return typeof header === 'string' && TRACESTATE.test(header) ? header : undefined;
}
