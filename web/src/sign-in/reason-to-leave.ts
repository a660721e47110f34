import type { ApiFailure } from '../api/request.js';
import { formatDayAndTime } from '../format/clock.js';
import type { TokenClaims } from './token.js';

/** Why a failure ends the session, in words for the sign-in screen; undefined when it does not. */
export function reasonToLeave(failure: ApiFailure, claims: TokenClaims | undefined, now: number): string | undefined {
  if (failure.kind === 'forbidden') {
    const role = claims?.role === undefined ? 'This token' : `A token with the role “${claims.role}”`;
    return `${role} may not read the dashboard. Sign in with a viewer or admin token.`;
  }
  if (failure.kind !== 'unauthorized') return undefined;
  const expiresAt = claims?.expiresAt;
  if (expiresAt !== undefined && expiresAt <= now) return `Your session expired on ${formatDayAndTime(expiresAt)}.`;
  return `The service did not accept the token: ${failure.message}`;
}
