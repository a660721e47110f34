import createClient, { type Middleware } from 'openapi-fetch';
import { ApiFailure, failureOf } from './failure.js';
import type { paths } from './schema.js';

/** Longer than the slowest query the service allows itself, shorter than anyone's patience. */
const TIMEOUT_MS = 20_000;
const READS = new Set(['GET', 'HEAD']);

/** The API's address; relative to the page's base, so a path prefix in front of the service works. */
export const API = new URL('api/v1/monitoring', document.baseURI).href;

/** Proof that a change comes from this page and not from another site (CSRF); set when somebody signs in. */
let csrfToken: string | undefined;

export function keepCsrfToken(token: string | undefined): void {
  csrfToken = token;
}

const csrf: Middleware = {
  onRequest: ({ request }) => {
    if (csrfToken !== undefined && !READS.has(request.method)) request.headers.set('x-csrf-token', csrfToken);
  },
};

/** The API with the types of its own document. Answers come through `answerOf`. */
export const api = createClient<paths>({
  baseUrl: API,
  credentials: 'same-origin',
  cache: 'no-store',
  fetch: async (request) => {
    const timeout = AbortSignal.timeout(TIMEOUT_MS);
    try {
      return await fetch(new Request(request, { signal: AbortSignal.any([request.signal, timeout]) }));
    } catch (cause) {
      if (request.signal.aborted) throw cause;
      throw new ApiFailure(
        'unreachable',
        timeout.aborted ? `No answer within ${TIMEOUT_MS / 1000} s.` : 'No connection.',
      );
    }
  },
});
api.use(csrf);

/** What a call of `api` answered. Throws `ApiFailure` with the service's own words when it refused. */
export async function answerOf<T>(call: Promise<{ data?: T; error?: unknown; response: Response }>): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok) throw failureOf(response.status, error, response.headers.get('retry-after'));
  return data as T;
}
