import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Environment } from '../config/environment.js';
import { callerAddress } from './caller-address.js';
import { connectionLimits, findExcess } from './connection-limits.js';
import type { PrincipalRequest } from './principal.js';
import { sendProblem } from './problem.filter.js';
import { Problem } from './problem.js';
import { newRequestContext, REQUEST_CONTEXT, type RequestContext } from './request-context.js';
import { CLIENT_CLOSED_REQUEST, type RequestEnd, requestEnds } from './request-end.js';
import { SecurityHeaders } from './security-headers.js';
import { prepareCookies } from './service-cookie.js';
import { type WireForm, wireFormOf } from './wire-form.js';

/** What a caller may choose as a request id: it ends in logs and headers. */
const REQUEST_ID = /^[\w.:/+=@-]{1,128}$/;

/** Fastify with this service's limits, security headers, request ids, trace context, compressed and binary bodies. */
export function createHttpAdapter(environment: Environment): FastifyAdapter {
  const securityHeaders = new SecurityHeaders(environment);
  const proxies = environment.get('TRUSTED_PROXIES');
  const adapter = new FastifyAdapter({
    ...connectionLimits(environment, securityHeaders.api),
    trustProxy: proxies ? proxies.map(({ address, prefix }) => `${address}/${prefix}`) : false,
    genReqId: requestIdOf,
    frameworkErrors: (fault: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      const status = fault.statusCode ?? 400;
      reply.headers(securityHeaders.api);
      sendProblem(request, reply, Problem.of(status, fault.message));
      // Its address could not be read: Fastify runs no hooks for it.
      requestEnds.publish({
        method: request.method,
        route: undefined,
        status,
        durationMs: 0,
        context: undefined,
        principal: undefined,
        url: request.raw.url ?? '',
        ipAddress: callerAddress(request),
        userAgent: request.headers['user-agent'],
      } satisfies RequestEnd);
    },
    // Sentry SDKs end their address with a slash.
    routerOptions: { maxParamLength: 512, ignoreTrailingSlash: true },
    // Open connections that are idle are closed at shutdown; requests in flight are finished.
    forceCloseConnections: 'idle',
  });
  const fastify = adapter.getInstance<FastifyInstance>();
  fastify.removeContentTypeParser(['text/plain', 'application/json']);
  const parseJson = fastify.getDefaultJsonParser('error', 'error');
  fastify.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (wireFormOf(request).ownJson) done(null, body);
    else void parseJson(request, body.toString(), done);
  });
  fastify.addContentTypeParser('application/x-protobuf', { parseAs: 'buffer' }, (request, body, done) => {
    if (wireFormOf(request).protobuf) done(null, body);
    else done(Problem.of(415, 'This route does not take protobuf: send JSON.'));
  });
  fastify.addContentTypeParser('application/x-ndjson', { parseAs: 'buffer' }, (request, body, done) => {
    if (wireFormOf(request).lines) done(null, body);
    else done(Problem.of(415, 'This route does not take newline-delimited JSON: send JSON.'));
  });
  fastify.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    if (wireFormOf(request).anyType) done(null, body);
    else done(Problem.of(415, 'This route does not take a body of this type: send JSON.'));
  });
  fastify.decorateRequest(REQUEST_CONTEXT, null);
  prepareCookies(fastify);
  fastify.addHook('onRoute', (route) => {
    const { maxBytes } = (route.config ?? {}) as WireForm;
    if (maxBytes) route.bodyLimit = maxBytes;
  });
  fastify.addHook('onRequest', (request, reply, done) => {
    const context = newRequestContext(request.id, request.headers.traceparent, request.headers.tracestate);
    (request as { [REQUEST_CONTEXT]?: RequestContext })[REQUEST_CONTEXT] = context;
    reply.header('x-request-id', request.id);
    securityHeaders.set(request, reply);
    if (wireFormOf(request).anyOrigin) reply.header('access-control-allow-origin', '*');
    // Fastify's onResponse would not tell of a caller that went away before its answer was sent.
    reply.raw.on('close', () => requestEnds.publish(endOf(request, reply, context)));
    done(findExcess(request));
  });
  fastify.addHook('preParsing', (request, _reply, payload, done) => {
    const encoding = request.headers['content-encoding'];
    if (encoding === undefined || encoding === 'identity' || encoding === wireFormOf(request).ownEncoding) {
      return done(null, payload);
    }
    const decoder = decoderOf(encoding);
    if (!decoder)
      return done(
        Problem.of(415, `The content encoding ${JSON.stringify(encoding)} is not supported: use gzip, deflate or br.`),
      );
    // Fastify counts what comes out of the decoder against the body limit and stops reading there: a bomb stays small.
    const source = payload as IncomingMessage;
    const decoded = Object.assign(source.pipe(decoder), { receivedEncodedLength: 0 });
    source.on('data', (chunk: Buffer) => (decoded.receivedEncodedLength += chunk.length));
    source.on('error', (fault) => decoded.destroy(fault));
    decoder.on('error', (fault) =>
      Object.assign(fault, { statusCode: 400, message: `The body is not valid ${encoding}.` }),
    );
    done(null, decoded);
  });
  return adapter;
}

function endOf(request: PrincipalRequest, reply: FastifyReply, context: RequestContext): RequestEnd {
  return {
    method: request.method,
    route: request.routeOptions.url,
    status: reply.raw.writableEnded || context.answeredAt ? reply.raw.statusCode : CLIENT_CLOSED_REQUEST,
    durationMs: (context.answeredAt ?? performance.now()) - context.startedAt,
    context,
    principal: request.principal,
    url: request.url,
    ipAddress: callerAddress(request),
    userAgent: request.headers['user-agent'],
  };
}

function requestIdOf(request: { headers: IncomingMessage['headers'] }): string {
  const given = request.headers['x-request-id'];
  return typeof given === 'string' && REQUEST_ID.test(given) ? given : randomUUID();
}

function decoderOf(encoding: string) {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip();
  if (encoding === 'deflate') return createInflate();
  if (encoding === 'br') return createBrotliDecompress();
  return undefined;
}
