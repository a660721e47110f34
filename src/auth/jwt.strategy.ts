import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { Strategy, type StrategyOptionsWithoutRequest } from 'passport-jwt';
import { Environment } from '../config/environment.js';
import { type Principal, ROLES } from '../http/principal.js';
import { Problem } from '../http/problem.js';
import { asKeyObject, findTokenKeys } from './token-keys.js';

/** How far the issuer's clock may be off, seconds. */
const CLOCK_SKEW_SECONDS = 30;

interface Claims {
  sub?: string;
  exp?: number;
  role?: string;
  roles?: string[];
  name?: string;
}

/** A token that was checked: whose it is, and until when it is good (epoch ms). */
export interface VerifiedToken {
  principal: Principal;
  expiresAt: number;
  /** Its expiry as it says, without allowance for clocks that are off; epoch ms. */
  statedExpiry: number;
  /** How to call whose it is, where the issuer says so. */
  name: string | null;
}

/** Where the access guard leaves the token to be checked: on the request it came with. */
export const PRESENTED_TOKEN = Symbol('presented token');

export type TokenRequest = FastifyRequest & { [PRESENTED_TOKEN]?: string; user?: VerifiedToken };

/** The token that a request was let in with, on a route whose `tokenOf` said where it stood. */
export const CheckedToken = createParamDecorator((_: unknown, context: ExecutionContext): VerifiedToken => {
  return context.switchToHttp().getRequest<TokenRequest>().user!;
});

/** Checks bearer tokens (RFC 7519): signature by the pinned algorithm, expiry, and issuer and audience where configured. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(environment: Environment) {
    const keys = findTokenKeys(environment);
    const options = {
      jwtFromRequest: (request: TokenRequest) => request[PRESENTED_TOKEN] ?? null,
      algorithms: keys.algorithms,
      issuer: environment.get('JWT_ISSUER'),
      audience: environment.get('JWT_AUDIENCE'),
      jsonWebTokenOptions: { clockTolerance: CLOCK_SKEW_SECONDS },
      // The types do not know that jsonwebtoken takes a KeyObject.
      ...(keys.kind === 'jwks'
        ? { secretOrKeyProvider: keys.provider }
        : { secretOrKey: asKeyObject(keys.secret) as unknown as Buffer }),
    };
    super(options as StrategyOptionsWithoutRequest);
  }

  /** Called with the claims of a token whose signature is right. */
  validate(claims: Claims): VerifiedToken {
    if (!claims.exp) throw Problem.unauthorized('The token never expires: a token with an expiry (exp) is required.');
    const roles = claims.role ? [claims.role] : (claims.roles ?? []);
    const role = (['admin', 'viewer', 'ingest'] as const).find((name) => roles.includes(name));
    if (!role) throw Problem.of(403, `The token has none of the roles ${ROLES.join(', ')} in its claim role or roles.`);
    const subject = claims.sub ?? 'unnamed';
    const expiresAt = (claims.exp + CLOCK_SKEW_SECONDS) * 1000;
    return {
      principal: { subject, role, kind: 'token', id: `token ${subject}`, expiresAt },
      expiresAt,
      statedExpiry: claims.exp * 1000,
      name: typeof claims.name === 'string' ? claims.name : null,
    };
  }
}
