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
  /** When the token expires, epoch ms; undefined for a key, which does not. */
  expiresAt?: number;
  /** Told apart from all other callers by it: the kind, and the token's subject or the key's id. */
  id: string;
  /** The session it came by, where that was a cookie of the pages: they take a token and give none away. */
  session?: { readonly id: string; readonly endsAt: number; readonly csrfToken: string };
}

export type PrincipalRequest = FastifyRequest & { principal?: Principal };

/** Who changes something, and by which request: what the audit trail says of the origin of an act. */
export interface Actor {
  /** The token's subject, or the name of the ingest key. */
  name: string;
  requestId: string;
  ipAddress: string;
}

/** The caller of a protected or admin route. */
export const CurrentPrincipal = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  return context.switchToHttp().getRequest<PrincipalRequest>().principal!;
});

/** The caller of a route that changes something. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const request = context.switchToHttp().getRequest<PrincipalRequest>();
  return { name: request.principal!.subject, requestId: request.id, ipAddress: request.ip };
});
