import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../../config/environment.js';
import type { AccessRule } from '../../http/access.decorator.js';
import type { Principal } from '../../http/principal.js';
import { Problem } from '../../http/problem.js';
import { Clock } from '../../jobs/clock.js';
import { addressBlock } from './address-block.js';
import { FixedWindow } from './fixed-window.js';

const WINDOW_SECONDS = 60;

/** One limit with the name and policy it is told by (draft-ietf-httpapi-ratelimit-headers-10). */
class Limit {
  readonly window: FixedWindow;
  private readonly policy: string;

  constructor(
    readonly name: string,
    limit: number,
  ) {
    this.window = new FixedWindow(limit, WINDOW_SECONDS * 1000);
    this.policy = `"${name}";q=${limit};w=${WINDOW_SECONDS}`;
  }

  get isOff(): boolean {
    return this.window.limit === 0;
  }

  headers(left: number, now: number) {
    return { 'ratelimit-policy': this.policy, ratelimit: `"${this.name}";r=${left};t=${this.window.secondsLeft(now)}` };
  }
}

/**
 * How often callers may come, in each replica: by key or subject where they are known, by address where they are not. An own counter, because
 * `@fastify/rate-limit` costs a request twice as much.
 */
@Injectable()
export class RateLimits {
  private readonly ingest: Limit;
  private readonly reads: Limit;
  private readonly anybody: Limit;
  private readonly refused: Limit;

  constructor(
    environment: Environment,
    private readonly clock: Clock,
  ) {
    this.ingest = new Limit('ingest', environment.get('RATE_LIMIT_INGEST'));
    this.reads = new Limit('reads', environment.get('RATE_LIMIT_READS'));
    this.anybody = new Limit('public', environment.get('RATE_LIMIT_PUBLIC'));
    this.refused = new Limit('refused', environment.get('RATE_LIMIT_REFUSED'));
  }

  /** Counts a call of somebody known. @throws Problem 429 */
  count(reply: FastifyReply, principal: Principal, rule: AccessRule): void {
    this.take(rule.role === 'ingest' ? this.ingest : this.reads, principal.id, reply);
  }

  /** Counts a call to a route that asks nobody who he is. @throws Problem 429 */
  countAnybody(request: FastifyRequest, reply: FastifyReply): void {
    this.take(this.anybody, addressBlock(request.ip), reply);
  }

  /** Counts a caller who was not known. */
  countRefused({ ip }: FastifyRequest): void {
    this.refused.window.take(addressBlock(ip), this.clock.now());
  }

  /** Why callers from this address are not looked at, if so: too many of them were refused. */
  findBar({ ip }: FastifyRequest): Problem | undefined {
    if (this.refused.isOff) return undefined;
    const now = this.clock.now();
    return this.refused.window.isSpent(addressBlock(ip), now) ? tooMany(this.refused, now) : undefined;
  }

  private take(limit: Limit, caller: string, reply: FastifyReply): void {
    if (limit.isOff) return;
    const now = this.clock.now();
    const left = limit.window.take(caller, now);
    if (left < 0) throw tooMany(limit, now);
    reply.headers(limit.headers(left, now));
  }
}

function tooMany(limit: Limit, now: number): Problem {
  const { name, window } = limit;
  const seconds = window.secondsLeft(now);
  return Problem.of(429, `More than ${window.limit} calls a minute (limit "${name}"): come back in ${seconds} s.`, {
    headers: { ...limit.headers(0, now), 'retry-after': String(seconds) },
  });
}
