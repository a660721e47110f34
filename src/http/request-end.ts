import { channel } from 'node:diagnostics_channel';
import type { Principal } from './principal.js';
import type { RequestContext } from './request-context.js';

/** How a request ended: what the request log and the service's own record are made of. */
export interface RequestEnd {
  method: string;
  /** The route's template, never the raw path; undefined when none matched. */
  route: string | undefined;
  status: number;
  durationMs: number;
  /** Undefined for a request that was refused before it was looked at. */
  context: RequestContext | undefined;
  /** The caller, where the route asked who it is. */
  principal: Principal | undefined;
  /** Path and query, as they came. */
  url: string;
  ipAddress: string | undefined;
  userAgent: string | undefined;
}

/** nginx's status for a caller that went away before the answer. */
export const CLIENT_CLOSED_REQUEST = 499;

/** Tells of the {@link RequestEnd} of each request, once, whatever became of it. */
export const requestEnds = channel('monitoring:request-end');
