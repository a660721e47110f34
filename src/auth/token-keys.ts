import { createSecretKey } from 'node:crypto';
import type { Algorithm } from 'jsonwebtoken';
import { passportJwtSecret } from 'jwks-rsa';
import type { SecretOrKeyProvider } from 'passport-jwt';
import type { Environment } from '../config/environment.js';
import { keptSecret } from '../config/kept-secret.js';

/** The keys that tokens are checked against: one shared secret (HS256), or public keys from a JWKS address. */
export type TokenKeys =
  | { kind: 'secret'; algorithms: Algorithm[]; secret: string; selfKept: boolean }
  | { kind: 'jwks'; algorithms: Algorithm[]; provider: SecretOrKeyProvider };

/** The algorithm is pinned by the configuration, never taken from a token (RFC 8725 section 3.1). */
export function findTokenKeys(environment: Environment): TokenKeys {
  const jwksUri = environment.get('JWT_JWKS_URI');
  const algorithm = environment.get('JWT_ALGORITHM');
  if (jwksUri) {
    const provider = passportJwtSecret({
      jwksUri,
      cache: true,
      cacheMaxAge: 600_000,
      rateLimit: true,
      jwksRequestsPerMinute: 10,
    });
    return { kind: 'jwks', algorithms: algorithm ? [algorithm] : ['RS256', 'ES256'], provider };
  }
  const configured = environment.get('JWT_SECRET');
  const secret = configured ?? keptSecret(environment.get('DATA_DIR'), 'jwt-secret');
  return { kind: 'secret', algorithms: ['HS256'], secret, selfKept: configured === undefined };
}

/**
 * As a KeyObject a check takes 8 µs; given a string, jsonwebtoken first tries to read it as a public key, which takes 400 µs.
 */
export function asKeyObject(secret: string): ReturnType<typeof createSecretKey> {
  return createSecretKey(Buffer.from(secret));
}
