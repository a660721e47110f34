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

type Kind = { -readonly [Field in keyof Omit<ObservationItem, 'service'>]: ObservationItem[Field] };

/**
 * Requests as detections want them: equal ones are one observation for each interval, with their `count`; those that may be attacks stand by
 * themselves, with the fragments that are to be inspected. Adding an ordinary one is a look-up.
 */
export class RequestObservations {
  private kinds = new Map<string, Kind>();
  private withFragments: Kind[] = [];
  private lost = 0;

  /** @param now epoch ms */
  add(request: EndedRequest, now = Date.now()): void {
    const found = suspiciousFragments(request.url, request.body);
    const path = pathOf(request.url);
    if (found && this.withFragments.length < MOST_WITH_FRAGMENTS) {
      const fragments = found.map((fragment) => observed(fragment, request.handledBy));
      this.withFragments.push(newKind(request, now, path, fragments));
    } else {
      this.addKind(request, path, now);
    }
  }

  /** What has come together since the last time. */
  drain(service: string): ObservationItem[] {
    const drained = [...this.kinds.values(), ...this.withFragments].map((kind) => ({ ...kind, service }));
    this.kinds = new Map();
    this.withFragments = [];
    return drained;
  }

  /** How many requests had no place since the last time. */
  takeLost(): number {
    const { lost } = this;
    this.lost = 0;
    return lost;
  }

  private addKind(request: EndedRequest, path: string, now: number): void {
    const { method, status, ipAddress, userId, userAgent, route } = request;
    const who = `${method} ${status} ${ipAddress} ${userId}`;
    // Neither paths nor headers have line breaks.
    const key = `${who}\n${path}\n${cut(userAgent, LONGEST_USER_AGENT)}`;
    if (this.count(key, request)) return;
    if (this.kinds.size < MOST_KINDS) {
      this.kinds.set(key, newKind(request, now, path));
      return;
    }
    const joined = `${who}\n${route}`;
    if (this.count(joined, request)) return;
    if (this.kinds.size < 2 * MOST_KINDS) this.kinds.set(joined, newKind({ ...request, userAgent: undefined }, now));
    else this.lost += 1;
  }

  private count(key: string, { bytes }: EndedRequest): boolean {
    const kind = this.kinds.get(key);
    if (!kind) return false;
    kind.count += 1;
    if (bytes !== undefined) kind.bytes = (kind.bytes ?? 0) + bytes;
    return true;
  }
}

function newKind(request: EndedRequest, at: number, path?: string, fragments?: readonly ObservedFragment[]): Kind {
  const { method, route, status, ipAddress, userId, userAgent, bytes, requestId, traceId } = request;
  return {
    at,
    method,
    route,
    path,
    status,
    ipAddress,
    userId: cut(userId, LONGEST_USER_ID),
    userAgent: cut(userAgent, LONGEST_USER_AGENT),
    count: 1,
    bytes,
    requestId,
    traceId,
    fragments,
  };
}

function observed(fragment: SuspiciousFragment, handledBy: HandlerRef | undefined): ObservedFragment {
  const { in: place, name, value } = fragment;
  const admits = handledBy && admittedBy(handledBy, fragment);
  return { in: place, name: copyOf(name), value: copyOf(value), admits };
}

function pathOf(url: string): string {
  const mark = url.indexOf('?');
  const path = mark < 0 ? url : url.slice(0, mark);
  return url.length > LONGEST_PATH ? copyOf(path.slice(0, LONGEST_PATH)) : path;
}

function cut(text: string | undefined, most: number): string | undefined {
  return text !== undefined && text.length > most ? copyOf(text.slice(0, most)) : text;
}

/** A part of a string keeps the whole in memory, which may be a body of megabytes. */
function copyOf(text: string): string {
  return Buffer.from(text).toString();
}
