import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { Problem } from './problem.js';
import type { Page } from './security-headers.js';

/** An answer's body and its media type. */
export interface WireBody {
  readonly type: string;
  readonly body: string | Buffer;
}

/** How a route that speaks somebody else's protocol, or is a page, differs from the others, which speak JSON. */
export interface WireForm {
  /** Bodies of `application/x-protobuf` arrive as a Buffer; other routes refuse them. */
  readonly protobuf?: boolean;
  /** Bodies of `application/json` arrive as a Buffer too: the route reads them itself, piece by piece. */
  readonly ownJson?: boolean;
  /** Bodies of `application/x-ndjson` arrive as a Buffer; other routes refuse them. */
  readonly lines?: boolean;
  /** Bodies of any other type, or of none, arrive as a Buffer; other routes refuse them. */
  readonly anyType?: boolean;
  /** The largest body, instead of MAX_BODY_BYTES. */
  readonly maxBytes?: number;
  /** Pages of any origin may call the route and read its answer: only for routes that take a key in the request itself. */
  readonly anyOrigin?: boolean;
  /** The route is a file of a page, not an answer of the API. */
  readonly page?: Page;
  /** A content encoding that the route undoes itself: such a body arrives as it was sent. */
  readonly ownEncoding?: string;
  /** Writes what is not a success, where the protocol prescribes something else than problem details. */
  readonly writeProblem?: (request: FastifyRequest, problem: Problem) => WireBody;
}

/** Declares the form of a route. */
export const Wire = (form: WireForm): MethodDecorator => RouteConfig(form);

/** The form of the route that a request came to. */
export function wireFormOf(request: FastifyRequest): WireForm {
  return (request.routeOptions?.config ?? {}) as WireForm;
}
