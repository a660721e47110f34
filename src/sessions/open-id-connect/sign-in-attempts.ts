import type { KeyObject } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import jwt from 'jsonwebtoken';
import { sessionKeys } from '../../auth/sessions/session-keys.js';
import { Environment } from '../../config/environment.js';
import { ServiceCookie } from '../../http/service-cookie.js';

const LIFE_SECONDS = 600;
const AUDIENCE = 'monitoring-sign-in';

/** What the way back from the provider is checked against. */
export interface SignInAttempt {
  state: string;
  nonce: string;
  codeVerifier: string;
  /** Where the provider was told to send the person. */
  redirectUri: string;
  /** Where he goes then. */
  returnTo: string;
}

/** Keeps attempts with the browsers that make them, signed, so that any replica can go on with one. */
@Injectable()
export class SignInAttempts {
  private readonly key: KeyObject;
  private readonly cookie: ServiceCookie;

  constructor(environment: Environment) {
    this.key = sessionKeys(environment)('sign-in attempts');
    // Not strict: the way back is a link of another site.
    this.cookie = new ServiceCookie('monitoring_sign_in', 'lax', environment);
  }

  keep(request: FastifyRequest, reply: FastifyReply, attempt: SignInAttempt): void {
    const value = jwt.sign(attempt, this.key, { algorithm: 'HS256', audience: AUDIENCE, expiresIn: LIFE_SECONDS });
    this.cookie.set(request, reply, value, LIFE_SECONDS);
  }

  /** The attempt that this browser made, once: it is forgotten with the answer. */
  take(request: FastifyRequest, reply: FastifyReply): SignInAttempt | undefined {
    const value = this.cookie.read(request);
    if (value === undefined) return undefined;
    this.cookie.clear(request, reply);
    try {
      return jwt.verify(value, this.key, { algorithms: ['HS256'], audience: AUDIENCE }) as unknown as SignInAttempt;
    } catch (fault) {
      if (fault instanceof jwt.JsonWebTokenError) return undefined;
      throw fault;
    }
  }
}
