import { type ArgumentsHost, Catch, type ExceptionFilter, HttpException, Logger } from '@nestjs/common';
import { isRefused, type Refusal } from '@oneclass/monitoring-client';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DatabaseUnavailable } from '../database/database-unavailable.js';
import { callerAddress } from './caller-address.js';
import { Problem } from './problem.js';
import { contextOf, logFieldsOf } from './request-context.js';
import { type WireBody, wireFormOf } from './wire-form.js';

const MAX_USER_AGENT = 512;

/** Turns whatever was thrown into problem details. What is not meant for the caller is logged and told as a plain 500. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('http');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const reply = http.getResponse<FastifyReply>();
    if (reply.sent) return;
    const request = http.getRequest<FastifyRequest>();
    const problem = this.asProblem(thrown, request);
    const context = contextOf(request);
    if (context && problem.getStatus() >= 500) context.fault = thrown;
    const status = problem.getStatus();
    if (isRefused(status)) noteRefusal(request, status);
    sendProblem(request, reply, problem);
  }

  private asProblem(thrown: unknown, request: FastifyRequest): Problem {
    if (thrown instanceof Problem) return thrown;
    if (thrown instanceof DatabaseUnavailable) {
      this.logger.warn({ ...logFieldsOf(request), err: thrown.cause }, thrown.message);
      return Problem.unavailable(
        'The database is not available. Nothing of this request is known to be stored: send it again.',
      );
    }
    if (thrown instanceof HttpException) return Problem.of(thrown.getStatus(), thrown.message);
    const status = statusOf(thrown);
    if (status !== undefined) return Problem.of(status, (thrown as Error).message);
    this.logger.error({ ...logFieldsOf(request), err: thrown }, 'a request could not be handled');
    return Problem.of(500, 'The service failed to handle the request. The fault is in its log under the request id.');
  }
}

/** Notes who was refused, for the security event that the service makes of it when the answer is sent. */
export function noteRefusal(request: FastifyRequest, status: Refusal['status']): void {
  const context = contextOf(request);
  if (!context) return;
  const userAgent = request.headers['user-agent']?.slice(0, MAX_USER_AGENT);
  context.refused = { status, ipAddress: callerAddress(request), userAgent };
}

/** Fastify's own faults (body too large, not JSON, unknown media type, …) carry the status to answer. */
function statusOf(thrown: unknown): number | undefined {
  const status = thrown instanceof Error ? (thrown as { statusCode?: number }).statusCode : undefined;
  return status !== undefined && status >= 400 && status < 500 ? status : undefined;
}

export function sendProblem(request: FastifyRequest, reply: FastifyReply, problem: Problem): void {
  const { type, body } = (wireFormOf(request).writeProblem ?? problemDetails)(request, problem);
  void reply.status(problem.getStatus()).headers(problem.headers).type(type).send(body);
}

function problemDetails(request: FastifyRequest, problem: Problem): WireBody {
  const details = {
    type: 'about:blank',
    title: problem.title,
    status: problem.getStatus(),
    detail: problem.detail,
    instance: request.url.split('?', 1)[0],
    request_id: request.id,
    errors: problem.errors,
  };
  return { type: 'application/problem+json; charset=utf-8', body: JSON.stringify(details) };
}
