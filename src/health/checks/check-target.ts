/** What one health check of a service found. */
export interface CheckOutcome {
  service: string;
  up: boolean;
  durationMs: number;
  /** Why it is down. */
  message?: string;
  details?: Record<string, unknown>;
}

/** `fetch`, or one that says more to the service that is asked. */
type Call = (url: string, init: RequestInit) => Promise<Response>;

const TIMEOUT_MS = 5000;

/** Asks a service's health URL: up is any status below 400 within five seconds. Never rejects. */
export async function checkTarget(
  service: string,
  url: string,
  { call = fetch as Call, timeoutMs = TIMEOUT_MS } = {},
): Promise<CheckOutcome> {
  const startedAt = performance.now();
  const outcome = (up: boolean, message?: string): CheckOutcome => ({
    service,
    up,
    durationMs: Math.round((performance.now() - startedAt) * 10) / 10,
    ...(message === undefined ? {} : { message }),
  });
  const signal = AbortSignal.timeout(timeoutMs);
  try {
    const response = await call(url, { signal, headers: { 'user-agent': 'oneclass-monitoring' } });
    await response.body?.cancel();
    return response.status < 400 ? outcome(true) : outcome(false, `HTTP ${response.status}`);
  } catch (fault) {
    return outcome(false, signal.aborted ? `no answer within ${timeoutMs} ms` : reasonOf(fault as FetchFault));
  }
}

/** `fetch` hides the fault of the connection in the cause. */
type FetchFault = Error & { cause?: Error & { code?: string } };

function reasonOf({ message, cause }: FetchFault): string {
  return cause?.code ?? cause?.message ?? message;
}
