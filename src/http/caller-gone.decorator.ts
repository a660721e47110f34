import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { Problem } from './problem.js';
import { CLIENT_CLOSED_REQUEST } from './request-end.js';

/**
 * A signal that is aborted when the caller goes away before it has its whole answer, so that work for it can stop. Its
 * reason is a Problem: thrown, it reaches nobody and is no fault of the service.
 */
export const CallerGone = createParamDecorator((_: unknown, context: ExecutionContext): AbortSignal => {
  const response = context.switchToHttp().getResponse<FastifyReply>().raw;
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort(new Problem(CLIENT_CLOSED_REQUEST, 'Client Closed Request'));
  });
  return gone.signal;
});
