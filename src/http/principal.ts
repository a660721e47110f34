import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** What a caller may do: `viewer` reads, `ingest` sends data and reads nothing, `admin` does everything. */
export const ROLES = ['viewer', 'ingest', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who is calling, as the access guard found out. */
export interface Principal {
  /** The token's `sub`, or the ingest key's name. */
  subject: string;
  role: Role;
  kind: 'token' | 'ingest-key';
}

export type PrincipalRequest = FastifyRequest & { principal?: Principal };

/** The caller of a protected or admin route. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  return context.switchToHttp().getRequest<PrincipalRequest>().principal!;
});
