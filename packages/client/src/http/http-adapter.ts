import type { IncomingHttpHeaders, ServerResponse } from 'node:http';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { requestContext } from './request-context.js';
import type { RequestRecord } from './request-record.js';

/** What the hooks below tell: a request begins, and it ended with this answer. Neither may throw. */
export interface RequestObserver {
  begin(headers: IncomingHttpHeaders): RequestRecord;
  /** `route` is the template, undefined when none matched. */
  end(record: RequestRecord, method: string, route: string | undefined, status: number): void;
}

/** nginx's status for a caller that went away before the answer. */
const CLIENT_CLOSED_REQUEST = 499;
const RECORD = Symbol('monitoring.request');

interface FastifyRequest {
  readonly headers: IncomingHttpHeaders;
  readonly method: string;
  readonly routeOptions: { readonly url?: string };
  [RECORD]?: RequestRecord;
}
interface FastifyReply {
  readonly raw: ServerResponse;
  header(name: string, value: string): unknown;
}
type FastifyHook = (request: FastifyRequest, reply: FastifyReply, done: () => void) => void;
interface FastifyInstance {
  decorateRequest(name: symbol, value: null): unknown;
  addHook(name: 'onRequest' | 'preValidation', hook: FastifyHook): unknown;
}

interface ExpressRequest {
  readonly headers: IncomingHttpHeaders;
  readonly method: string;
  readonly baseUrl: string;
  readonly route?: { readonly path: unknown };
}
type ExpressMiddleware = (request: ExpressRequest, response: ServerResponse, next: () => void) => void;
interface ExpressInstance {
  use(middleware: ExpressMiddleware): unknown;
}

/**
 * Observes every request of the application, those that guards, parsers or the router refuse included. A record is
 * closed when the response is, so that it is closed once, whoever answered and even if nobody did.
 * Must be called before the application's routes are registered.
 */
export function observeRequests(adapter: AbstractHttpAdapter, observer: RequestObserver): void {
  if (adapter.getType() === 'fastify') observeFastify(adapter.getInstance<FastifyInstance>(), observer);
  else adapter.getInstance<ExpressInstance>().use(expressMiddleware(observer));
}

function observeFastify(instance: FastifyInstance, observer: RequestObserver): void {
  instance.decorateRequest(RECORD, null);
  instance.addHook('onRequest', (request, reply, done) => {
    const record = observer.begin(request.headers);
    request[RECORD] = record;
    reply.header('x-request-id', record.requestId);
    reply.raw.once('close', () => observer.end(record, request.method, request.routeOptions.url, statusOf(reply.raw)));
    requestContext.run(record, done);
  });
  // Reading a body continues on the socket's events, outside the context entered above.
  instance.addHook('preValidation', (request, _reply, done) => {
    if (request[RECORD]) requestContext.run(request[RECORD], done);
    else done();
  });
}

function expressMiddleware(observer: RequestObserver): ExpressMiddleware {
  return (request, response, next) => {
    const record = observer.begin(request.headers);
    response.setHeader('x-request-id', record.requestId);
    response.once('close', () => {
      const route = request.route === undefined ? undefined : `${request.baseUrl}${String(request.route.path)}`;
      observer.end(record, request.method, route, statusOf(response));
    });
    requestContext.run(record, next);
  };
}

function statusOf(response: ServerResponse): number {
  return response.writableEnded ? response.statusCode : CLIENT_CLOSED_REQUEST;
}
