import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { context, createContextKey, ROOT_CONTEXT } from '@opentelemetry/api';

/** What is sent to the monitoring service. */
export interface PostRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** What it answers. */
export interface PostAnswer {
  readonly status: number;
  readonly retryAfter: string | null;
  readonly body: Uint8Array<ArrayBuffer>;
}

export type Post = (request: PostRequest) => Promise<PostAnswer>;
/** Sends while this thread waits. The statuses of those that were answered in time, at the places of their requests. */
export type PostNow = (requests: readonly PostRequest[], timeoutMs: number) => (number | undefined)[];

const TIMEOUT_MS = 10_000;
/** Smaller ones gain nothing. */
const COMPRESSED_FROM_BYTES = 1024;
/** The fastest level: telemetry repeats itself so much that the best one would take a third off at four times the work. */
const LEVEL = { level: constants.Z_BEST_SPEED };
const compress = promisify(gzip) as (body: Uint8Array, options: object) => Promise<Uint8Array<ArrayBuffer>>;
/** A batch may leave while a request is served: it has nothing to do with that. The key is the one by which OpenTelemetry's SDKs look away. */
const UNTRACED = ROOT_CONTEXT.setValue(createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING'), true);

/** Sends it compressed, over Node's `fetch`, which keeps the connection open. @throws with the reason when there is no answer */
export async function post({ url, headers, body }: PostRequest): Promise<PostAnswer> {
  const isCompressed = body.length >= COMPRESSED_FROM_BYTES;
  const init = {
    method: 'POST',
    headers: isCompressed ? { ...headers, 'content-encoding': 'gzip' } : headers,
    body: isCompressed ? await compress(body, LEVEL) : body,
    signal: AbortSignal.timeout(TIMEOUT_MS),
  };
  let response: Response;
  try {
    response = await context.with(UNTRACED, () => fetch(url, init));
  } catch (error) {
    throw new Error(reasonOf(error), { cause: error });
  }
  const answer = new Uint8Array(await response.arrayBuffer().catch(() => new ArrayBuffer(0)));
  return { status: response.status, retryAfter: response.headers.get('retry-after'), body: answer };
}

/** `fetch` says "fetch failed" and hides what happened in the cause; some causes have a code and no message. */
function reasonOf(error: unknown): string {
  const { message, cause } = error as { message?: string; cause?: { message?: string; code?: string } };
  return cause?.message || cause?.code || message || String(error);
}
