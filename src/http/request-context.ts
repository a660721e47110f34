import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** The request that is being handled: what its log lines and its own records refer to. */
export interface RequestContext {
  requestId: string;
  /** 32 hexadecimal digits, the caller's or a new one (W3C Trace Context). */
  traceId: string;
  /** The span of this request, 16 hexadecimal digits. */
  spanId: string;
  /** The caller's span, if it sent one. */
  parentSpanId: string | undefined;
  /** The caller's decision whether the trace is kept; undefined when it made none. */
  sampled: boolean | undefined;
  ipAddress: string;
}

export const requestContext = new AsyncLocalStorage<RequestContext>();

const TRACEPARENT = /^(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})(-|$)/;

/** Reads a `traceparent` header (W3C Trace Context section 3.2); an invalid one starts a new trace. */
export function traceContext(
  traceparent: string | undefined,
): Pick<RequestContext, 'traceId' | 'spanId' | 'parentSpanId' | 'sampled'> {
  const spanId = randomId(8);
  const given = traceparent ? TRACEPARENT.exec(traceparent) : null;
  if (!given) return { traceId: randomId(16), spanId, parentSpanId: undefined, sampled: undefined };
  return { traceId: given[1]!, spanId, parentSpanId: given[2]!, sampled: (Number.parseInt(given[3]!, 16) & 1) === 1 };
}

/** Random bytes are taken from the system a kilobyte at a time: a call for each id would cost more than the id. */
let pool = Buffer.alloc(0);
let used = 0;

function randomId(bytes: number): string {
  if (used + bytes > pool.length) {
    pool = randomBytes(1024);
    used = 0;
  }
  const id = pool.toString('hex', used, used + bytes);
  used += bytes;
  return id;
}
