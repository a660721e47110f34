import { randomUUID } from 'node:crypto';
import type { SecurityItem } from '../signals.js';

/** A caller who was not let in: 401, he is not known, 403, he may not, or 429, he comes too often. */
export interface Refusal {
  readonly status: 401 | 403 | 429;
  readonly method: string;
  readonly route: string;
  readonly ipAddress: string | undefined;
  readonly userAgent: string | undefined;
  readonly requestId: string;
  readonly traceId: string;
}

const TYPES = { 401: 'authentication_failure', 403: 'access_denied', 429: 'rate_limited' } as const;
/** Of callers and routes that are told apart in one interval; what is over that is told together. */
const MOST_KINDS = 1_000;

export function isRefused(status: number): status is Refusal['status'] {
  return status in TYPES;
}

/**
 * Refused requests as security events. Those of one address to one route are one event for each interval, with their `count`: who hammers at a
 * door does not fill the buffer.
 */
export class Refusals {
  private readonly kinds = new Map<string, { first: Refusal; at: number; count: number }>();

  add(refusal: Refusal, now: number): void {
    const isFull = this.kinds.size >= MOST_KINDS;
    const key = isFull ? 'others' : `${refusal.status} ${refusal.method} ${refusal.route} ${refusal.ipAddress}`;
    const kind = this.kinds.get(key);
    if (kind) kind.count += 1;
    else this.kinds.set(key, { first: refusal, at: now, count: 1 });
  }

  /** What has come together since the last time. */
  drain(service: string): SecurityItem[] {
    const events = [...this.kinds.values()].map(({ first, at, count }): SecurityItem => {
      const { status, method, route, ...told } = first;
      return {
        ...told,
        id: randomUUID(),
        type: TYPES[status],
        severity: 'warning',
        description: `${method} ${route} answered ${status}`,
        endpoint: `${method} ${route}`,
        service,
        data: { status, count },
        at,
      };
    });
    this.kinds.clear();
    return events;
  }
}
