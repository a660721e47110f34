import type { SessionRole } from '../../auth/sessions/session.js';
import type { RoleMapping } from './open-id-connect.settings.js';

/** What a provider says of somebody. */
export type Claims = Readonly<Record<string, unknown>>;

/** The role that somebody has by his claims; undefined when he has none and is not to get in. */
export function claimedRole(claims: Claims, mapping: RoleMapping): SessionRole | undefined {
  const given = rolesIn(findClaim(claims, mapping.claim));
  if (given.some((role) => mapping.adminRoles.includes(role))) return 'admin';
  if (given.some((role) => mapping.viewerRoles.includes(role))) return 'viewer';
  return mapping.defaultRole;
}

/** A claim by its name, dots and all, or else by a path of names with dots between them. */
export function findClaim(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name];
  let found: unknown = claims;
  for (const step of name.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, step)) return undefined;
    found = (found as Claims)[step];
  }
  return found;
}

function rolesIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return Array.isArray(value) ? value.filter((role) => typeof role === 'string') : [];
}
