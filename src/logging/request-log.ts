import type { FastifyInstance } from 'fastify';
import type { PinoLogger } from 'nestjs-pino';
import { requestContext } from '../http/request-context.js';

/** One line for each request, written when its response has been sent. The address is the route's template, never the raw path. */
export function logRequests(fastify: FastifyInstance, logger: PinoLogger): void {
  fastify.addHook('onResponse', (request, reply, done) => {
    const context = requestContext.getStore();
    const status = reply.statusCode;
    const line = {
      // The hook may run outside the request's async context.
      ...(context ? {} : { request_id: request.id }),
      method: request.method,
      route: request.routeOptions.url ?? 'unmatched',
      status,
      duration_ms: Math.round(reply.elapsedTime * 1000) / 1000,
      principal: (request as { principal?: { subject: string } }).principal?.subject,
    };
    if (status >= 500) logger.warn(line, 'request');
    else logger.info(line, 'request');
    done();
  });
}
