import { lookup as resolve } from 'node:dns';
import { type ClientRequest, Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { connect, isIP, type LookupFunction, type Socket } from 'node:net';
import { Injectable } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { AddressGuard } from './address-guard.js';
import { DeliveryFailed } from './sender.js';

/** The rest of a longer answer is not read. */
const MAX_READ_BYTES = 4096;
/** `Response` takes no body with these. */
const WITHOUT_BODY = [204, 205, 304];

/**
 * Connects to the targets of channels. The address is checked when it is connected to, after it was resolved: a name that
 * answers with another address the second time gains nothing by it.
 */
@Injectable()
export class GuardedNetwork {
  private readonly guard: AddressGuard;
  private readonly agents = {
    'http:': new HttpAgent({ keepAlive: true }),
    'https:': new HttpsAgent({ keepAlive: true }),
  };

  constructor(environment: Environment) {
    this.guard = new AddressGuard(
      environment.get('ALERT_ALLOWED_TARGETS') ?? [],
      environment.get('ALERT_PRIVATE_TARGETS'),
    );
  }

  /**
   * As the global `fetch`, as far as channels use it. Redirects are never followed, and of the answer's body only the
   * beginning is there.
   */
  readonly fetch = (url: string, init: RequestInit): Promise<Response> =>
    new Promise((done, fail) => {
      const target = new URL(url);
      this.checkLiteral(target.hostname);
      const secure = target.protocol === 'https:';
      const sent: ClientRequest = (secure ? httpsRequest : httpRequest)(target, {
        method: init.method ?? 'GET',
        headers: Object.fromEntries(new Headers(init.headers)),
        agent: this.agents[secure ? 'https:' : 'http:'],
        lookup: this.lookup,
        signal: init.signal ?? undefined,
      });
      sent.on('error', (fault) => fail(init.signal?.aborted ? (init.signal.reason as Error) : fault));
      sent.on('response', (answer) => done(responseOf(answer)));
      sent.end(init.body as string | undefined);
    });

  /** A TCP connection, for protocols other than HTTP. */
  connect(host: string, port: number): Socket {
    this.checkLiteral(host);
    return connect({ host, port, lookup: this.lookup });
  }

  private readonly lookup: LookupFunction = (host, options, done) => {
    resolve(host, { ...options, all: true }, (fault, addresses) => {
      if (fault) return done(fault, []);
      const refused = addresses.find(({ address }) => this.guard.refuses(address));
      if (refused) return done(refusal(`${host} (${refused.address})`), []);
      if (options.all) return done(null, addresses);
      done(null, addresses[0]!.address, addresses[0]!.family);
    });
  };

  /** An address in the place of a name is never looked up. */
  private checkLiteral(host: string): void {
    const address = host.replace(/^\[|\]$/g, '');
    if (isIP(address) && this.guard.refuses(address)) throw refusal(address);
  }
}

function refusal(target: string): DeliveryFailed {
  return new DeliveryFailed(`connections to ${target} are not allowed: see ALERT_ALLOWED_TARGETS`, { permanent: true });
}

async function responseOf(answer: IncomingMessage): Promise<Response> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of answer as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    if (length >= MAX_READ_BYTES) break; // which cuts the connection
  }
  const status = answer.statusCode ?? 0;
  if (status < 200 || status > 599) throw new Error(`the answer has the status ${status}`);
  const body = Buffer.concat(parts).subarray(0, MAX_READ_BYTES).toString('utf8');
  const headers = Object.entries(answer.headersDistinct).flatMap(([name, values = []]) =>
    values.map((value): [string, string] => [name, value]),
  );
  return new Response(WITHOUT_BODY.includes(status) ? null : body, { status, headers });
}
