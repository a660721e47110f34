import type { Principal, Role } from '../../http/principal.js';

/** What somebody who looks at the pages may be: who sends data has nothing to see. */
export type SessionRole = Exclude<Role, 'ingest'>;

/** Who signs in: what a token or an OpenID provider says of him. */
export interface SignedInPerson {
  readonly subject: string;
  readonly role: SessionRole;
  /** How to call him, where that is known. */
  readonly name: string | null;
}

/** A session that nobody has a cookie of yet. */
export interface NewSession extends SignedInPerson {
  /** The same through all renewals. */
  readonly id: string;
  /** When it ends however much it is used, epoch ms. */
  readonly endsAt: number;
}

/** Somebody who is signed in to the pages. */
export interface Session extends NewSession {
  /** When its cookie stops being good, epoch ms. */
  readonly expiresAt: number;
  /** What a request that changes something has to bring beside the cookie. */
  readonly csrfToken: string;
}

/** As what somebody signed in calls: like the token he could have called with, so limits and the audit trail know him as the same. */
export function principalOf(session: Session): Principal {
  const { subject, role } = session;
  return { subject, role, kind: 'token', id: `token ${subject}`, expiresAt: session.endsAt, session };
}
