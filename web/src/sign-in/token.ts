/** Strongest first: the service grants the first one that a token names in its claim `role` or `roles`. */
const ROLES = ['admin', 'viewer', 'ingest'] as const;

/** What a monitoring token says about itself. It is read for display alone; the service is what checks it. */
export interface TokenClaims {
  readonly subject?: string;
  readonly role?: string;
  /** Epoch milliseconds; absent when the token never expires. */
  readonly expiresAt?: number;
}

/** Reads the token out of a first-run link's fragment (`#token=…`); undefined when there is none. */
export function tokenInFragment(fragment: string): string | undefined {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('token');
  return token === null || token.trim() === '' ? undefined : token.trim();
}

/** What people paste: the token, the whole first-run link, or a header line with `Bearer` before the token. */
export function tokenInPaste(pasted: string): string | undefined {
  const text = pasted.trim().replace(/^(authorization:\s*)?bearer\s+/i, '');
  const fragment = text.indexOf('#token=');
  const token = fragment >= 0 ? tokenInFragment(text.slice(fragment)) : text;
  return token !== undefined && readClaims(token) !== undefined ? token : undefined;
}

/** Decodes the claims of a JWT (RFC 7519) without checking its signature; undefined when it is not a JWT. */
export function readClaims(token: string): TokenClaims | undefined {
  const parts = token.split('.');
  const payload = parts[1];
  if (parts.length !== 3 || payload === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(decodeBase64Url(payload));
    return typeof claims === 'object' && claims !== null ? claimsOf(claims as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

function claimsOf(claims: Record<string, unknown>): TokenClaims {
  const { sub, exp } = claims;
  const roles: unknown[] = [claims.role, ...(Array.isArray(claims.roles) ? claims.roles : [])];
  return {
    subject: typeof sub === 'string' ? sub : undefined,
    role: ROLES.find((role) => roles.includes(role)),
    expiresAt: typeof exp === 'number' && Number.isFinite(exp) ? exp * 1000 : undefined,
  };
}

function decodeBase64Url(text: string): string {
  const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
  return new TextDecoder().decode(Uint8Array.from(bytes, (character) => character.charCodeAt(0)));
}
