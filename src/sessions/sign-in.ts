import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { AuditRecorder } from '../audit/audit.recorder.js';
import { EndedSessions } from '../auth/sessions/ended-sessions.js';
import { SessionCookies } from '../auth/sessions/session.cookies.js';
import type { Session, SignedInPerson } from '../auth/sessions/session.js';
import { Database } from '../database/database.js';
import type { Actor } from '../http/principal.js';
import { Problem } from '../http/problem.js';
import { Clock } from '../jobs/clock.js';

/** By what somebody signed in. */
export type SignInMethod = 'token' | 'open_id_connect';

/** The request that signs somebody in, and the answer that gets the cookie. */
export interface Exchange {
  request: FastifyRequest;
  reply: FastifyReply;
}

/** Signs people in and out, which the audit trail tells. */
@Injectable()
export class SignIn {
  constructor(
    private readonly cookies: SessionCookies,
    private readonly ended: EndedSessions,
    private readonly database: Database,
    private readonly audit: AuditRecorder,
    private readonly clock: Clock,
  ) {}

  /** @param endsAt when the session ends however much it is used, epoch ms */
  async start(
    { request, reply }: Exchange,
    person: SignedInPerson,
    endsAt: number,
    method: SignInMethod,
  ): Promise<Session> {
    if (endsAt <= this.clock.now()) throw Problem.unauthorized('The token has expired.');
    const id = randomUUID();
    await this.audit.record({
      actor: { name: person.subject, requestId: request.id, ipAddress: request.ip },
      action: 'session.started',
      targetType: 'session',
      targetId: id,
      details: { role: person.role, method },
    });
    // Last, as there is no session that is not on record.
    return this.cookies.start(request, reply, { ...person, id, endsAt });
  }

  /** From now on the session's cookies are refused, whoever has them. */
  async end({ request, reply }: Exchange, session: Pick<Session, 'id' | 'endsAt'>, actor: Actor): Promise<void> {
    await this.database.transaction(async (tx) => {
      await this.ended.add(session, tx);
      await this.audit.record({ actor, action: 'session.ended', targetType: 'session', targetId: session.id }, tx);
    });
    this.cookies.clear(request, reply);
  }
}
