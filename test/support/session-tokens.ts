import { createSecretKey, hkdfSync } from 'node:crypto';
import jwt from 'jsonwebtoken';

export const JWT_SECRET = 'a-secret-of-tokens-for-tests-of-32-bytes';
export const SESSION_SECRET = 'a-secret-of-sessions-for-tests-of-32-bytes';
export const HOUR = 3600;

export const nowSeconds = () => Math.floor(Date.now() / 1000);

/** A bearer token, as of `npm run token`. */
export const tokenOf = (role: string, claims: object = {}) =>
  jwt.sign({ role, sub: `test-${role}`, exp: nowSeconds() + HOUR, ...claims }, JWT_SECRET);

/** What the cookie of a session says. */
export const claimsOf = (cookie: string) => jwt.decode(cookie) as Record<string, number | string>;

const KEY = createSecretKey(Buffer.from(hkdfSync('sha256', SESSION_SECRET, '', 'session cookies', 32)));

/** A cookie that the service could have written, such as one whose life is nearly over. */
export const cookieOf = (claims: object, typ = 'session+jwt') =>
  jwt.sign(claims, KEY, { header: { alg: 'HS256', typ } });
