/** Why signing in by OpenID Connect came to nothing, as the page is told: in the address it is sent to. */
export const SIGN_IN_FAULTS = [
  /** No provider is set. */
  'not_configured',
  /** The provider could not be reached, or answered what it should not: ask again later. */
  'provider_unavailable',
  /** The provider would not, or the person would not. */
  'provider_refused',
  /** It took more than ten minutes, or began in another browser, or its address was used before. */
  'attempt_expired',
  /** What came back does not belong to what was asked. */
  'not_genuine',
  /** He is known, and may not look at this service. */
  'no_role',
  /** The service's own database is away. */
  'service_unavailable',
] as const;

export type SignInFaultCode = (typeof SIGN_IN_FAULTS)[number];

/** Signing in came to nothing. */
export class SignInFault extends Error {
  constructor(
    readonly code: SignInFaultCode,
    /** For the log: what happened, with nothing of what the provider says about people. */
    message: string,
    /** What the refusal of a caller amounts to; undefined where it was no fault of his. */
    readonly refusal?: 401 | 403,
  ) {
    super(message);
  }
}
