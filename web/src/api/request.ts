/** Why a request gave no answer, in the terms the page acts on. */
export type FailureKind = 'unauthorized' | 'forbidden' | 'unavailable' | 'unreachable' | 'refused';

/** A request that failed. `message` is the service's own words where it gave any; show it as text only. */
export class ApiFailure extends Error {
  constructor(
    readonly kind: FailureKind,
    message: string,
    readonly requestId?: string,
  ) {
    super(message);
  }
}

/** Longer than the slowest query the service allows itself, shorter than anyone's patience. */
const TIMEOUT_MS = 15_000;

/**
 * Fetches one JSON document of the monitoring API. `path` is relative to the API's prefix. Throws `ApiFailure`, or the
 * abort of `signal` when the caller gave up.
 */
export async function getJson<T>(path: string, token: string | undefined, signal: AbortSignal): Promise<T> {
  const headers: Record<string, string> = { accept: 'application/json' };
  if (token !== undefined) headers.authorization = `Bearer ${token}`;
  const response = await send(path, headers, signal);
  const body = await readBody(response);
  if (response.ok && body !== undefined) return body as T;
  throw failureOf(response.status, body);
}

async function send(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(new URL(`api/v1/monitoring/${path}`, document.baseURI), {
      headers,
      credentials: 'omit',
      cache: 'no-store',
      signal: AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]),
    });
  } catch (cause) {
    if (signal.aborted) throw cause;
    const tooSlow = cause instanceof DOMException && cause.name === 'TimeoutError';
    throw new ApiFailure('unreachable', tooSlow ? `No answer within ${TIMEOUT_MS / 1000} s.` : 'No connection.');
  }
}

async function readBody(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** Turns an answer that is not a success into a failure, with the words of its problem details (RFC 9457) if any. */
export function failureOf(status: number, body: unknown): ApiFailure {
  const problem = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : {};
  const words = [problem.detail, problem.title].find((text) => typeof text === 'string' && text !== '');
  const message = typeof words === 'string' ? words : `The service answered with status ${status}.`;
  const requestId = typeof problem.request_id === 'string' ? problem.request_id : undefined;
  return new ApiFailure(kindOf(status), message, requestId);
}

function kindOf(status: number): FailureKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 502 || status === 503 || status === 504) return 'unavailable';
  return 'refused';
}
