import { applyDecorators, SetMetadata } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiExtension,
  ApiForbiddenResponse,
  ApiSecurity,
  ApiUnauthorizedResponse,
} from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Role } from './principal.js';
import { ProblemDetails } from './problem.dto.js';

/** Who may call a route: anybody, a caller with a role, or only administrators. */
export interface AccessRule {
  level: 'public' | 'protected' | 'admin';
  /** The role a protected route asks for; an administrator has every role. */
  role: Role;
  /** Another role that does as well. */
  orRole?: Role;
  /** Where else an ingest key may stand, as a protocol prescribes. */
  keyOf?: (request: FastifyRequest) => string | undefined;
  /** Where else a token may stand; one that stands there is the one that counts. */
  tokenOf?: (request: FastifyRequest) => string | undefined;
}

export const ACCESS_RULE = Symbol('access rule');

/**
 * Declares who may call a route; a route without it is refused, to everybody.
 * Protected routes ask for the `viewer` role unless told otherwise: `@Access('protected', { role: 'ingest' })`.
 */
export function Access(
  level: AccessRule['level'],
  options: Partial<Omit<AccessRule, 'level'>> = {},
): MethodDecorator & ClassDecorator {
  const role = level === 'admin' ? 'admin' : (options.role ?? 'viewer');
  const rule: AccessRule = { ...options, level, role };
  const roles = options.orRole ? `${role} or ${options.orRole}` : role;
  const documented = [SetMetadata(ACCESS_RULE, rule), ApiExtension('x-access', level === 'protected' ? roles : level)];
  if (level === 'public') return applyDecorators(...documented);
  return applyDecorators(
    ...documented,
    ApiBearerAuth(),
    ...(role === 'ingest' || options.orRole === 'ingest' ? [ApiSecurity('ingest-key')] : []),
    ApiUnauthorizedResponse({ description: 'No valid token or key was given.', type: ProblemDetails }),
    ApiForbiddenResponse({ description: `The caller has not the role ${roles}.`, type: ProblemDetails }),
  );
}
