import type { ObservationItem, ObservedFragment } from '../signals.js';
import { admittedBy, type HandlerRef } from './admitted-fields.js';
import { type SuspiciousFragment, suspiciousFragments } from './suspicious-fragments.js';

/** What detections go by of a request that has ended. */
export interface EndedRequest {
  readonly method: string;
  /** Its template; undefined when none matched. */
  readonly route: string | undefined;
  /** Path and query, as they came. */
  readonly url: string;
  readonly status: number;
  readonly ipAddress?: string | undefined;
  readonly userId?: string | undefined;
  readonly userAgent?: string | undefined;
  /** Of the response, where it is known. */
  readonly bytes?: number | undefined;
  readonly requestId?: string | undefined;
  readonly traceId?: string | undefined;
  /** As the framework parsed it: its strings are looked at, and kept only where they may be an attack. */
  readonly body?: unknown;
  /** What served it: its DTOs tell what a field admits. */
  readonly handledBy?: HandlerRef | undefined;
}

/** Requests told apart in one interval; of those over that, the ones to one route are told together, as many again at most. */
const MOST_KINDS = 1_000;
/** Requests with fragments; those over that are told without. */
const MOST_WITH_FRAGMENTS = 200;
const LONGEST_PATH = 2_048;
const LONGEST_USER_AGENT = 512;
const LONGEST_USER_ID = 256;
/** IPv6 with a zone. */
const LONGEST_ADDRESS = 64;

type Kind = { -readonly [Field in keyof Omit<ObservationItem, 'service'>]: ObservationItem[Field] };

/**
 * Requests as detections want them: equal ones are one observation for each interval, with their `count`; those that may be attacks stand by
 * themselves, with the fragments that are to be inspected. Adding an ordinary one is a look-up.
 */
export class RequestObservations {
  /** By address and path, of which there are few that differ in anything else: a key of all that would cost more than comparing them. */
  private kinds = new Map<string, Kind[]>();
  private size = 0;
  private withFragments: Kind[] = [];
  private lost = 0;

  /** @param now epoch ms */
  add(ended: EndedRequest, now?: number): void {
    const request = cutCaller(ended);
    const fragments = suspiciousFragments(request.url, request.body);
    const path = pathOf(request.url);
    if (fragments && this.withFragments.length < MOST_WITH_FRAGMENTS) {
      const observed = fragments.map((fragment) => observedFragment(fragment, request.handledBy));
      this.withFragments.push(newKind(request, now, path, observed));
      return;
    }
    const { ipAddress, route, userAgent } = request;
    if (this.count(`${ipAddress} ${path}`, request, userAgent)) return;
    if (this.size < MOST_KINDS) this.keep(`${ipAddress} ${path}`, newKind(request, now, path));
    else if (this.count(`${ipAddress}\n${route}`, request, undefined)) return;
    else if (this.size < 2 * MOST_KINDS) this.keep(`${ipAddress}\n${route}`, newKind(request, now));
    else this.lost += 1;
  }

  /** What has come together since the last time. */
  drain(service: string): ObservationItem[] {
    const drained = [...this.kinds.values(), this.withFragments].flat();
    this.kinds = new Map();
    this.size = 0;
    this.withFragments = [];
    return drained.map((kind) => ({ ...kind, service }));
  }

  /** How many requests had no place since the last time. */
  takeLost(): number {
    const { lost } = this;
    this.lost = 0;
    return lost;
  }

  /** @returns whether there is such a kind */
  private count(key: string, request: EndedRequest, userAgent: string | undefined): boolean {
    const { method, status, userId, bytes } = request;
    const kind = this.kinds
      .get(key)
      ?.find(
        (each) =>
          each.status === status && each.method === method && each.userId === userId && each.userAgent === userAgent,
      );
    if (!kind) return false;
    kind.count += 1;
    if (bytes !== undefined) kind.bytes = (kind.bytes ?? 0) + bytes;
    return true;
  }

  private keep(key: string, kind: Kind): void {
    this.size += 1;
    const known = this.kinds.get(key);
    if (known) known.push(kind);
    else this.kinds.set(key, [kind]);
  }
}

/** Those of several paths have no user agent either. */
function newKind(request: EndedRequest, at = Date.now(), path?: string, fragments?: readonly ObservedFragment[]): Kind {
  const { method, route, status, ipAddress, userId, userAgent, bytes, requestId, traceId } = request;
  return {
    at,
    method,
    route,
    path,
    status,
    ipAddress,
    userId,
    userAgent: path === undefined ? undefined : userAgent,
    count: 1,
    bytes,
    requestId,
    traceId,
    fragments,
  };
}

function observedFragment(fragment: SuspiciousFragment, handledBy: HandlerRef | undefined): ObservedFragment {
  const { in: place, name, value } = fragment;
  const admits = handledBy && admittedBy(handledBy, fragment);
  return { in: place, name: copyOf(name), value: copyOf(value), admits };
}

function pathOf(url: string): string {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  return url.length > LONGEST_PATH ? copyOf(path.slice(0, LONGEST_PATH)) : path;
}

/** Callers write their user agent and, where a proxy is trusted that does not look, their address. */
function cutCaller(request: EndedRequest): EndedRequest {
  const { ipAddress = '', userId = '', userAgent = '' } = request;
  const isUsual = userAgent.length <= LONGEST_USER_AGENT && userId.length <= LONGEST_USER_ID;
  if (isUsual && ipAddress.length <= LONGEST_ADDRESS) return request;
  return {
    ...request,
    ipAddress: ipAddress.length <= LONGEST_ADDRESS ? request.ipAddress : undefined,
    userId: request.userId && copyOf(userId.slice(0, LONGEST_USER_ID)),
    userAgent: request.userAgent && copyOf(userAgent.slice(0, LONGEST_USER_AGENT)),
  };
}

/** A part of a string keeps the whole in memory, which may be a body of megabytes. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}
