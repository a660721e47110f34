import { createHmac, type KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import jwt from 'jsonwebtoken';
import { Environment } from '../../config/environment.js';
import type { Session } from './session.js';
import { sessionKeys } from './session-keys.js';

/** Neither is ever on a bearer token of this service, nor is the key one that checks those. */
const TYPE = 'session+jwt';
const AUDIENCE = 'monitoring-session';

interface SessionClaims {
  jti: string;
  sub: string;
  role: Session['role'];
  name: string | null;
  exp: number;
  /** When it ends for good, epoch seconds. */
  end: number;
}

/**
 * Writes sessions as signed tokens (RFC 7519) and reads them again. Its keys are for this alone, wherever bearer tokens come from.
 */
@Injectable()
export class SessionSigner {
  private readonly key: KeyObject;
  private readonly csrfKey: KeyObject;

  constructor(environment: Environment) {
    const keyFor = sessionKeys(environment);
    this.key = keyFor('session cookies');
    this.csrfKey = keyFor('session CSRF tokens');
  }

  /** Times are cut to whole seconds, never beyond what they were. */
  sign({ id, subject, role, name, expiresAt, endsAt }: Session): string {
    const claims: SessionClaims = {
      jti: id,
      sub: subject,
      role,
      name,
      exp: Math.floor(expiresAt / 1000),
      end: Math.floor(endsAt / 1000),
    };
    return jwt.sign(claims, this.key, { algorithm: 'HS256', audience: AUDIENCE, header: { alg: 'HS256', typ: TYPE } });
  }

  /** @returns undefined for anything that this did not sign, and for what has expired */
  read(value: string, now: number): Session | undefined {
    try {
      const { header, payload } = jwt.verify(value, this.key, {
        algorithms: ['HS256'],
        audience: AUDIENCE,
        clockTimestamp: now / 1000,
        complete: true,
      });
      if (header.typ !== TYPE) return undefined;
      const { jti: id, sub: subject, role, name, exp, end } = payload as unknown as SessionClaims;
      const csrfToken = this.csrfTokenOf(id);
      return { id, subject, role, name, expiresAt: exp * 1000, endsAt: end * 1000, csrfToken };
    } catch (fault) {
      if (fault instanceof jwt.JsonWebTokenError) return undefined;
      throw fault;
    }
  }

  /** Bound to the session, so that one of another session is of no use; it need not be kept anywhere. */
  csrfTokenOf(sessionId: string): string {
    return createHmac('sha256', this.csrfKey).update(sessionId).digest('base64url');
  }
}
