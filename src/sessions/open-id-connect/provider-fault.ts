import { SignInFault } from './sign-in-fault.js';

type OpenIdClient = typeof import('openid-client');

/** Codes of the package for answers that say nothing of the caller: the provider is away, overloaded or set up in another way. */
const NOT_THE_CALLERS = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
  'OAUTH_HTTP_REQUEST_FORBIDDEN',
  'OAUTH_UNSUPPORTED_OPERATION',
  'OAUTH_MISSING_SERVER_METADATA',
  'OAUTH_INVALID_SERVER_METADATA',
]);

/** Tells whose fault it is that something went wrong with the provider. The messages of the package name no person. */
export function providerFault(fault: unknown, client: OpenIdClient): unknown {
  if (!(fault instanceof Error)) return fault;
  if (fault instanceof client.AuthorizationResponseError) {
    return new SignInFault('provider_refused', `the provider answered ${shown(fault.error)}`, 401);
  }
  if (fault instanceof client.ResponseBodyError) {
    const message = `the provider refused the code: ${shown(fault.error)}`;
    // A code that was used before, or is nobody's. Anything else is between the provider and this service.
    return fault.error === 'invalid_grant'
      ? new SignInFault('not_genuine', message, 401)
      : new SignInFault('provider_unavailable', message);
  }
  if (fault instanceof client.ClientError && !NOT_THE_CALLERS.has(fault.code ?? '')) {
    return new SignInFault('not_genuine', fault.message, 401);
  }
  return unavailable(fault);
}

/** The provider cannot be asked, for the reason that a fault tells. */
export function unavailable(fault: unknown): unknown {
  if (!(fault instanceof Error)) return fault;
  const cause = fault.cause instanceof Error ? `: ${fault.cause.message}` : '';
  return new SignInFault('provider_unavailable', fault.message + cause);
}

/** Error codes are short words (RFC 6749, 4.1.2.1); anybody can write any other in the address he comes back with. */
function shown(error: string): string {
  return /^\w{1,64}$/.test(error) ? error : 'an error of no known form';
}
