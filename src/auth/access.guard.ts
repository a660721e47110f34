import { type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyReply } from 'fastify';
import jwt from 'jsonwebtoken';
import { ACCESS_RULE, type AccessRule } from '../http/access.decorator.js';
import type { Principal, PrincipalRequest } from '../http/principal.js';
import { Problem } from '../http/problem.js';
import { Clock } from '../jobs/clock.js';
import { INGEST_KEY_PREFIX, IngestKeys } from './ingest-keys/ingest-keys.js';
import { PRESENTED_TOKEN, type TokenRequest, type VerifiedToken } from './jwt.strategy.js';
import { RateLimits } from './rate-limits/rate-limits.js';
import { checkOwnPage } from './sessions/check-own-page.js';
import { SessionCookies } from './sessions/session.cookies.js';
import { principalOf } from './sessions/session.js';

/** How many checked tokens are remembered; the oldest goes first. */
const REMEMBERED_TOKENS = 1000;
/** A remembered token is checked again after this time, so that a withdrawn signing key takes effect. */
const REMEMBER_MS = 60_000;

/** What passport-jwt says when there is none. */
const NO_TOKEN = 'No auth token';
const KEYS_RETRY_SECONDS = 10;

/** Lets a request through to a route by the route's `@Access`, as often as the limits allow; a route without one is closed to everybody. */
@Injectable()
export class AccessGuard extends AuthGuard('jwt') {
  private readonly logger = new Logger('auth');
  private readonly remembered = new Map<string, Pick<VerifiedToken, 'principal' | 'expiresAt'>>();
  /** By handler: a route's access is fixed when the program is written. */
  private readonly rules = new WeakMap<object, AccessRule>();

  constructor(
    private readonly reflector: Reflector,
    private readonly ingestKeys: IngestKeys,
    private readonly sessions: SessionCookies,
    private readonly limits: RateLimits,
    private readonly clock: Clock,
  ) {
    super();
  }

  /** Answers at once wherever it can: a promise would cost each request a turn of the event loop. */
  override canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const rule = this.rules.get(context.getHandler()) ?? this.ruleOf(context);
    const http = context.switchToHttp();
    const request = http.getRequest<PrincipalRequest>();
    const reply = http.getResponse<FastifyReply>();
    if (rule.level === 'public') {
      this.limits.countAnybody(request, reply);
      return true;
    }
    const token = rule.tokenOf?.(request);
    const known = token === undefined ? this.recall(request) : undefined;
    if (known) return this.admit(request, reply, known, rule);
    return this.identify(request, context, token, rule).then(
      (principal) => this.admit(request, reply, principal, rule),
      (fault: unknown) => {
        if (fault instanceof Problem && fault.getStatus() === 401) this.limits.countRefused(request);
        throw fault;
      },
    );
  }

  private admit(request: PrincipalRequest, reply: FastifyReply, principal: Principal, rule: AccessRule): true {
    request.principal = principal;
    this.limits.count(reply, principal, rule);
    if (principal.session) checkOwnPage(request, principal.session);
    if (principal.role === rule.role || principal.role === rule.orRole || principal.role === 'admin') return true;
    throw Problem.of(403, `This needs the role ${rule.role}; the caller has the role ${principal.role}.`);
  }

  private ruleOf(context: ExecutionContext): AccessRule {
    const handler = context.getHandler();
    const rule = this.reflector.getAllAndOverride<AccessRule | undefined>(ACCESS_RULE, [handler, context.getClass()]);
    if (!rule) throw Problem.of(403, 'This route does not declare who may call it, so nobody may.');
    this.rules.set(handler, rule);
    return rule;
  }

  /** Passport's outcome: the checked token, or the reason why not. */
  override handleRequest<T>(fault: unknown, token: T | false, info: unknown): T {
    if (fault) throw fault;
    if (token) return token;
    if (info instanceof jwt.JsonWebTokenError) throw Problem.unauthorized(`The token was refused: ${info.message}.`);
    if (info instanceof Error && info.message !== NO_TOKEN) {
      this.logger.warn({ err: info }, 'the keys that tokens are checked with cannot be had');
      throw Problem.unavailable('The keys that tokens are checked with cannot be had now.', KEYS_RETRY_SECONDS);
    }
    throw Problem.unauthorized('A bearer token, an ingest key or a session is needed.');
  }

  private recall(request: PrincipalRequest): Principal | undefined {
    const { headers } = request;
    if (headers['x-api-key'] !== undefined) return undefined;
    if (headers.authorization === undefined) {
      const cookie = this.sessions.valueOf(request);
      const session = cookie === undefined ? undefined : this.sessions.recall(cookie);
      return session && principalOf(session);
    }
    const known = this.remembered.get(bearerOf(headers.authorization) ?? '');
    return known && known.expiresAt > this.clock.now() ? known.principal : undefined;
  }

  /** By what stands where the route has it, else by a key, a token or, where there is neither, a session. */
  private async identify(
    request: PrincipalRequest,
    context: ExecutionContext,
    token: string | undefined,
    { keyOf }: AccessRule,
  ): Promise<Principal> {
    const bearer = token ?? bearerOf(request.headers.authorization);
    const key =
      keyOf?.(request) ?? request.headers['x-api-key'] ?? (bearer?.startsWith(INGEST_KEY_PREFIX) ? bearer : undefined);
    const isBare = key === undefined && token === undefined && request.headers.authorization === undefined;
    const cookie = isBare ? this.sessions.valueOf(request) : undefined;
    const bar = this.limits.findBar(request);
    if (bar && !this.wasGood(key, bearer, cookie)) throw bar;
    if (typeof key === 'string') {
      const principal = await this.ingestKeys.verify(key);
      if (!principal) throw Problem.unauthorized('The ingest key is not known or has been revoked.');
      return principal;
    }
    if (cookie !== undefined) {
      const session = await this.sessions.verify(cookie);
      if (!session) throw Problem.unauthorized('The session has ended: sign in again.');
      return principalOf(session);
    }
    const verified = await this.checkToken(context, request, bearer);
    this.remember(bearer!, verified);
    return verified.principal;
  }

  /** Callers who were let in before are, however many strangers come from the same address. */
  private wasGood(key: unknown, bearer: string | undefined, cookie: string | undefined): boolean {
    if (typeof key === 'string') return this.ingestKeys.wasGood(key);
    if (cookie !== undefined) return this.sessions.wasGood(cookie);
    return bearer !== undefined && this.remembered.has(bearer);
  }

  private async checkToken(
    context: ExecutionContext,
    request: TokenRequest,
    bearer: string | undefined,
  ): Promise<VerifiedToken> {
    request[PRESENTED_TOKEN] = bearer;
    try {
      await super.canActivate(context);
      return request.user!;
    } catch (fault) {
      if (bearer !== undefined) this.remembered.delete(bearer);
      throw fault;
    }
  }

  private remember(bearer: string, token: VerifiedToken): void {
    if (this.remembered.size >= REMEMBERED_TOKENS) this.remembered.delete(this.remembered.keys().next().value!);
    const expiresAt = Math.min(token.expiresAt, this.clock.now() + REMEMBER_MS);
    this.remembered.set(bearer, { principal: token.principal, expiresAt });
  }
}

function bearerOf(authorization: string | undefined): string | undefined {
  return authorization !== undefined && /^bearer /i.test(authorization) ? authorization.slice(7) : undefined;
}
