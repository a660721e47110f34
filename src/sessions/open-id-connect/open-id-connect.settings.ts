import type { SessionRole } from '../../auth/sessions/session.js';
import type { Environment } from '../../config/environment.js';

/** By which values of which claim people get which role. */
export interface RoleMapping {
  claim: string;
  adminRoles: readonly string[];
  viewerRoles: readonly string[];
  /** Of everybody else; undefined where nobody else gets in. */
  defaultRole: SessionRole | undefined;
}

/** The OpenID provider that people can sign in by, and what this service is there. */
export interface OpenIdConnectSettings {
  issuer: string;
  clientId: string;
  /** Undefined for a public client. */
  clientSecret: string | undefined;
  name: string;
  scopes: string;
  roles: RoleMapping;
}

/** @returns undefined where no provider is set */
export function openIdConnectSettings(environment: Environment): OpenIdConnectSettings | undefined {
  const issuer = environment.get('OIDC_ISSUER');
  const clientId = environment.get('OIDC_CLIENT_ID');
  if (!issuer || !clientId) return undefined;
  const defaultRole = environment.get('OIDC_DEFAULT_ROLE');
  return {
    issuer,
    clientId,
    clientSecret: environment.get('OIDC_CLIENT_SECRET'),
    name: environment.get('OIDC_NAME'),
    scopes: environment.get('OIDC_SCOPES'),
    roles: {
      claim: environment.get('OIDC_ROLE_CLAIM'),
      adminRoles: environment.get('OIDC_ADMIN_ROLES') ?? [],
      viewerRoles: environment.get('OIDC_VIEWER_ROLES') ?? [],
      defaultRole: defaultRole === 'none' ? undefined : defaultRole,
    },
  };
}
