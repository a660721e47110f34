import { Injectable } from '@nestjs/common';
import { PassportStrategy } from '@nestjs/passport';
import { ExtractJwt, Strategy, type StrategyOptionsWithoutRequest } from 'passport-jwt';
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
}

/** A token that was checked: whose it is, and until when it is good (epoch ms). */
export interface VerifiedToken {
  principal: Principal;
  expiresAt: number;
}

/** Checks bearer tokens (RFC 7519): signature by the pinned algorithm, expiry, and issuer and audience where configured. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  constructor(environment: Environment) {
    const keys = findTokenKeys(environment);
    const options = {
      jwtFromRequest: ExtractJwt.fromAuthHeaderAsBearerToken(),
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
    return { principal: { subject, role, kind: 'token', id: `token ${subject}`, expiresAt }, expiresAt };
  }
}
