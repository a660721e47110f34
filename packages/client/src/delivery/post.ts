import { promisify } from 'node:util';
import { constants, gzip } from 'node:zlib';
import { exchange } from './exchange.js';

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

/** Sends it compressed. @throws with the reason when there is no answer */
export async function post({ url, headers, body }: PostRequest): Promise<PostAnswer> {
  const isCompressed = body.length >= COMPRESSED_FROM_BYTES;
  const sent = isCompressed ? await compress(body, LEVEL) : body;
  const answer = await exchange({
    method: 'POST',
    url,
    headers: { ...headers, 'content-length': sent.length, ...(isCompressed && { 'content-encoding': 'gzip' }) },
    body: sent,
    timeoutMs: TIMEOUT_MS,
  });
  return { status: answer.status, retryAfter: answer.headers['retry-after'] ?? null, body: answer.body };
}
