import type { Agent, IncomingHttpHeaders, OutgoingHttpHeaders } from 'node:http';
import { context, createContextKey, ROOT_CONTEXT } from '@opentelemetry/api';

/** What is asked of the monitoring service. */
export interface Call {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  readonly headers: OutgoingHttpHeaders;
  readonly body?: Uint8Array;
  readonly timeoutMs: number;
}

/** What it answers. */
export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Uint8Array<ArrayBuffer>;
}

/** Calls may be made while a request is served: they have nothing to do with that. The key is the one by which OpenTelemetry's SDKs look away. */
const UNTRACED = ROOT_CONTEXT.setValue(createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING'), true);

/**
 * Calls over a connection that stays open, and follows no redirect. By Node's own client: `fetch` takes 15 MB more of a process
 * (`bench/client-overhead`). @throws with the reason when there is no answer
 */
export async function exchange(call: Call): Promise<Answer> {
  const client = await clientFor(new URL(call.url));
  for (;;) {
    try {
      return await context.with(UNTRACED, () => ask(client, call));
    } catch (fault) {
      // The other side has closed an idle connection: nothing was said about this call, and the id of a batch makes a second one harmless.
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

function ask({ request, agent }: Client, { method, url, headers, body, timeoutMs }: Call): Promise<Answer> {
  const signal = AbortSignal.timeout(timeoutMs);
  return new Promise((done, fail) => {
    const asked = request(url, { method, headers, agent, signal }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part)).on('error', fail);
      response.on('end', () => {
        const { statusCode = 0, headers: answered } = response;
        done({ status: statusCode, headers: answered, body: Uint8Array.from(Buffer.concat(parts)) });
      });
    });
    asked.on('error', (fault: NodeJS.ErrnoException) => {
      fail(asked.reusedSocket && fault.code === 'ECONNRESET' ? new StaleConnection(fault.message) : fault);
    });
    asked.end(body);
  });
}

interface Fault {
  readonly message?: string;
  readonly code?: string;
}

/** What was given up hides why in the cause; some faults have a code and no message. */
function reasonOf(error: unknown): string {
  const { message, code, cause } = error as Fault & { cause?: Fault };
  return cause?.message || cause?.code || message || code || String(error);
}
