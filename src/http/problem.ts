import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import type { InputFault } from './problem.dto.js';

interface ProblemExtra {
  errors?: InputFault[];
  headers?: Record<string, string>;
}

/** An answer that is not a success, told as RFC 9457 problem details. */
export class Problem extends HttpException {
  readonly errors: InputFault[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    readonly title: string,
    readonly detail?: string,
    extra: ProblemExtra = {},
  ) {
    super(detail ?? title, status);
    this.errors = extra.errors;
    this.headers = extra.headers ?? {};
  }

  /** A problem with the standard title of its status. */
  static of(status: number, detail?: string, extra?: ProblemExtra): Problem {
    return new Problem(status, STATUS_CODES[status] ?? 'Error', detail, extra);
  }

  /** Input that can be read but not accepted. */
  static invalid(errors: InputFault[], detail = 'The input has faults.'): Problem {
    return Problem.of(422, detail, { errors });
  }

  /** Nobody known (RFC 9110, 15.5.2). */
  static unauthorized(detail: string): Problem {
    return Problem.of(401, detail, { headers: { 'www-authenticate': 'Bearer realm="monitoring"' } });
  }

  /** PostgreSQL is away: the caller keeps its data and comes back. */
  static unavailable(detail: string, retryAfterSeconds = 1): Problem {
    return Problem.of(503, detail, { headers: { 'retry-after': String(retryAfterSeconds) } });
  }
}
