import jwt from 'jsonwebtoken';
import type { Environment } from '../config/environment.js';
import type { Role } from '../http/principal.js';
import { asKeyObject, findTokenKeys } from './token-keys.js';

/** Whom a token is for and how long it is valid. */
export interface TokenRequest {
  subject: string;
  role: Role;
  ttlSeconds: number;
}

/** Signs a token with the service's own secret. @throws when tokens are issued elsewhere (`JWT_JWKS_URI`) */
export function mintToken(environment: Environment, { subject, role, ttlSeconds }: TokenRequest): string {
  const keys = findTokenKeys(environment);
  if (keys.kind === 'jwks')
    throw new Error('JWT_JWKS_URI is set: tokens come from the issuer that publishes those keys');
  const issuer = environment.get('JWT_ISSUER');
  const audience = environment.get('JWT_AUDIENCE');
  return jwt.sign({ role }, asKeyObject(keys.secret), {
    algorithm: 'HS256',
    subject,
    expiresIn: ttlSeconds,
    ...(issuer ? { issuer } : {}),
    ...(audience ? { audience } : {}),
  });
}
