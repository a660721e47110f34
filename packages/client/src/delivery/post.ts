import type { Agent, OutgoingHttpHeaders } from 'node:http';
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

/**
 * Sends it compressed, over a connection that stays open. By Node's own client: `fetch` takes 15 MB more of each process that has it send.
 * Redirects are not followed. @throws with the reason when there is no answer
 */
export async function post({ url, headers, body }: PostRequest): Promise<PostAnswer> {
  const isCompressed = body.length >= COMPRESSED_FROM_BYTES;
  const sent = isCompressed ? await compress(body, LEVEL) : body;
  const told = { ...headers, 'content-length': sent.length, ...(isCompressed && { 'content-encoding': 'gzip' }) };
  const client = await clientFor(new URL(url));
  for (;;) {
    try {
      return await context.with(UNTRACED, () => exchange(client, url, told, sent));
    } catch (fault) {
      // The other side has closed an idle connection: nothing was said about this batch, and its id makes a second one harmless.
      if (!(fault instanceof StaleConnection)) throw new Error(reasonOf(fault), { cause: fault });
    }
  }
}

/** A connection that had been open was closed before the answer. */
class StaleConnection extends Error {}

interface Client {
  readonly request: typeof import('node:http').request;
  readonly agent: Agent;
}
const clients = new Map<string, Promise<Client>>();

/** What TLS takes is loaded only for those who use it. */
function clientFor({ protocol }: URL): Promise<Client> {
  let client = clients.get(protocol);
  if (!client) {
    client = import(protocol === 'https:' ? 'node:https' : 'node:http').then(
      ({ request, Agent: KeepAlive }: typeof import('node:http')) => ({
        request,
        agent: new KeepAlive({ keepAlive: true }),
      }),
    );
    clients.set(protocol, client);
  }
  return client;
}

function exchange(
  { request, agent }: Client,
  url: string,
  headers: OutgoingHttpHeaders,
  body: Uint8Array,
): Promise<PostAnswer> {
  const signal = AbortSignal.timeout(TIMEOUT_MS);
  return new Promise((done, fail) => {
    const call = request(url, { method: 'POST', headers, agent, signal }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).on('error', fail);
      response.on('end', () => {
        const { statusCode = 0, headers: answered } = response;
        done({
          status: statusCode,
          retryAfter: answered['retry-after'] ?? null,
          body: Uint8Array.from(Buffer.concat(parts)),
        });
      });
    });
    call.on('error', (fault: NodeJS.ErrnoException) => {
      fail(call.reusedSocket && fault.code === 'ECONNRESET' ? new StaleConnection(fault.message) : fault);
    });
    call.end(body);
  });
}

/** What was given up hides why in the cause; some faults have a code and no message. */
function reasonOf(error: unknown): string {
  const { message, code, cause } = error as Fault & { cause?: Fault };
  return cause?.message || cause?.code || message || code || String(error);
}

interface Fault {
  readonly message?: string;
  readonly code?: string;
}
