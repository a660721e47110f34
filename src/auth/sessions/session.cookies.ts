import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Environment } from '../../config/environment.js';
import { ServiceCookie } from '../../http/service-cookie.js';
import { Clock } from '../../jobs/clock.js';
import { EndedSessions } from './ended-sessions.js';
import type { NewSession, Session } from './session.js';
import { SessionSigner } from './session.signer.js';

/** How long a cookie is good without being used. */
const LIFE_MS = 3_600_000;
/** How long an answer is remembered: a session ended on one replica is refused by the others within this time. */
const REMEMBER_MS = 1000;
const REMEMBERED_SESSIONS = 1000;
/** Browsers drop cookies over 4 KiB. */
const MAX_NAME = 200;

/** Gives browsers the cookies of sessions, and knows by them who is signed in. */
@Injectable()
export class SessionCookies {
  private readonly cookie: ServiceCookie;
  private readonly remembered = new Map<string, { session: Session; until: number }>();

  constructor(
    environment: Environment,
    private readonly signer: SessionSigner,
    private readonly ended: EndedSessions,
    private readonly clock: Clock,
  ) {
    this.cookie = new ServiceCookie('monitoring_session', 'strict', environment);
  }

  /** The cookie's value, good or not; undefined where there is none. */
  valueOf(request: FastifyRequest): string | undefined {
    return this.cookie.read(request);
  }

  /** Whose cookie this was a moment ago. */
  recall(value: string): Session | undefined {
    const known = this.remembered.get(value);
    return known && known.until > this.clock.now() ? known.session : undefined;
  }

  /** Whether it was good when it was last looked at, however long ago. */
  wasGood(value: string): boolean {
    return this.remembered.has(value);
  }

  /** Whose cookie this is; undefined when it is not one of ours, has expired, or its session was ended. */
  async verify(value: string): Promise<Session | undefined> {
    const session = this.read(value);
    if (!session || (await this.ended.has(session.id))) {
      this.remembered.delete(value);
      return undefined;
    }
    if (this.remembered.size >= REMEMBERED_SESSIONS) this.remembered.delete(this.remembered.keys().next().value!);
    this.remembered.set(value, { session, until: Math.min(session.expiresAt, this.clock.now() + REMEMBER_MS) });
    return session;
  }

  /** What the cookie says, without asking whether its session was ended. */
  read(value: string): Session | undefined {
    return this.signer.read(value, this.clock.now());
  }

  /** Gives the first cookie of a session. */
  start(request: FastifyRequest, reply: FastifyReply, session: NewSession): Session {
    const name = session.name?.slice(0, MAX_NAME) ?? null;
    const csrfToken = this.signer.csrfTokenOf(session.id);
    return this.give(request, reply, { ...session, name, csrfToken, expiresAt: session.endsAt });
  }

  /** A cookie with a new life, once less than half of the old one is left and if the session does not end sooner. */
  renew(request: FastifyRequest, reply: FastifyReply, session: Session): Session {
    const isDue = session.expiresAt - this.clock.now() < LIFE_MS / 2 && session.expiresAt < session.endsAt;
    return isDue ? this.give(request, reply, session) : session;
  }

  /** Forgets who it was: from now on this replica asks. */
  clear(request: FastifyRequest, reply: FastifyReply): void {
    this.remembered.clear();
    this.cookie.clear(request, reply);
  }

  private give(request: FastifyRequest, reply: FastifyReply, session: Session): Session {
    const now = this.clock.now();
    // Whole seconds, as in the cookie.
    const expiresAt = Math.floor(Math.min(now + LIFE_MS, session.endsAt) / 1000) * 1000;
    const given = { ...session, expiresAt };
    this.cookie.set(request, reply, this.signer.sign(given), Math.max(0, Math.ceil((expiresAt - now) / 1000)));
    return given;
  }
}
