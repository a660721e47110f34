import type { FastifyInstance } from 'fastify';
import type { PinoLogger } from 'nestjs-pino';
import { contextOf } from '../http/request-context.js';

/** One line for each request, written when its response has been sent. The address is the route's template, never the raw path. */
export function logRequests(fastify: FastifyInstance, { logger }: PinoLogger): void {
  // Nothing in this line can be a secret, and looking for one in each would be a tenth of a small request's cost.
  const requests = logger.child({}, { redact: [] });
  fastify.addHook('onResponse', (request, reply, done) => {
    const status = reply.statusCode;
    const line = {
      // The hook may run outside the request's async context, from which the ids would be taken.
      request_id: request.id,
      trace_id: contextOf(request)?.traceId,
      method: request.method,
      route: request.routeOptions.url ?? 'unmatched',
      status,
      duration_ms: Math.round(reply.elapsedTime * 1000) / 1000,
      principal: (request as { principal?: { subject: string } }).principal?.subject,
    };
    if (status >= 500) requests.warn(line, 'request');
    else requests.info(line, 'request');
    done();
  });
}
