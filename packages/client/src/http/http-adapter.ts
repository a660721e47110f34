import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import type { AbstractHttpAdapter } from '@nestjs/core';
import { runWithin } from '../tracing/active-context.js';
import type { RequestRecord } from './request-record.js';
import { type Answer, type RoutedRequest, routeOf } from './routed-request.js';

/** What the hooks below tell: a request begins, and it ended with this answer. Neither may throw. */
export interface RequestObserver {
  begin(headers: IncomingHttpHeaders): RequestRecord;
  /** `route` is the template, undefined when none matched. */
  end(record: RequestRecord, method: string, route: string | undefined, status: number, request: RoutedRequest): void;
}

/** nginx's status for a caller that went away before the answer. */
const CLIENT_CLOSED_REQUEST = 499;
const RECORD = Symbol('monitoring.request');

/** Node's request, with what is kept of it while it is served. */
interface ObservedRequest extends IncomingMessage {
  [RECORD]?: RequestRecord;
}
interface FastifyRequest extends RoutedRequest {
  readonly raw: ObservedRequest;
}
interface FastifyReply extends Answer {
  readonly raw: ServerResponse;
  header(name: string, value: string): unknown;
}
type FastifyHook = (request: FastifyRequest, reply: FastifyReply, done: () => void) => void;
interface FastifyRoute {
  readonly method: string | string[];
  preValidation?: FastifyHook | FastifyHook[];
}
interface FastifyInstance {
  addHook(name: 'onRequest', hook: FastifyHook): unknown;
  addHook(name: 'onRoute', hook: (route: FastifyRoute) => void): unknown;
}
/** Fastify reads those of other methods only if they are there, which is rare. */
const HAVE_BODIES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

type ExpressMiddleware = (request: ObservedRequest & RoutedRequest, response: ServerResponse, next: () => void) => void;
interface ExpressInstance {
  use(middleware: ExpressMiddleware): unknown;
}

/** The record of a request, as Node, Express or Fastify hands it out; undefined when it is not observed. */
export function recordOf(request: object): RequestRecord | undefined {
  const { raw } = request as { raw?: ObservedRequest };
  return (raw ?? (request as ObservedRequest))[RECORD];
}

/**
 * Observes every request of the application, those that guards, parsers or the router refuse included. A record is
 * closed when the response is, so that it is closed once, whoever answered and even if nobody did.
 * Must be called before the application's routes are registered.
 */
export function observeRequests(adapter: AbstractHttpAdapter, observer: RequestObserver): void {
  const open = recordOpener(observer);
  if (adapter.getType() === 'fastify') observeFastify(adapter.getInstance<FastifyInstance>(), open);
  else adapter.getInstance<ExpressInstance>().use(expressMiddleware(open));
}

type Open = (
  request: ObservedRequest,
  response: ServerResponse,
  routed: RoutedRequest,
  answer: Answer,
) => RequestRecord;

/**
 * Opens the record of a request and closes it with its response. One listener for all responses: a closure for each would cost more than
 * all that it does.
 */
export function recordOpener(observer: RequestObserver): Open {
  function onClose(this: ServerResponse): void {
    const request: ObservedRequest = this.req;
    const record = request[RECORD];
    if (!record) return;
    const status = this.writableEnded ? this.statusCode : CLIENT_CLOSED_REQUEST;
    const { routed = request } = record;
    observer.end(record, request.method ?? '', routeOf(routed), status, routed);
  }
  return (request, response, routed, answer) => {
    const record = observer.begin(request.headers);
    request[RECORD] = record;
    record.routed = routed;
    record.answer = answer;
    // A socket that is asked while it is open tells the caller's address after its end too.
    void request.socket.remoteAddress;
    response.on('close', onClose);
    return record;
  };
}

function observeFastify(instance: FastifyInstance, open: Open): void {
  instance.addHook('onRequest', (request, reply, done) => {
    const record = open(request.raw, reply.raw, request, reply);
    reply.header('x-request-id', record.requestId);
    runWithin(record.scope, done);
  });
  // Reading a body continues on the socket's events, outside the context entered above.
  instance.addHook('onRoute', (route) => {
    if (![route.method].flat().some((method) => HAVE_BODIES.has(method))) return;
    route.preValidation = [enterAgain, ...[route.preValidation ?? []].flat()];
  });
}

function enterAgain(request: FastifyRequest, _reply: FastifyReply, done: () => void): void {
  const record = request.raw[RECORD];
  if (record) runWithin(record.scope, done);
  else done();
}

function expressMiddleware(open: Open): ExpressMiddleware {
  return (request, response, next) => {
    const record = open(request, response, request, response);
    response.setHeader('x-request-id', record.requestId);
    runWithin(record.scope, next);
  };
}
