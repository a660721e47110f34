const WORDS: Readonly<Record<string, string>> = {
  not_configured: 'This service knows no sign-in provider. Use a token.',
  provider_unavailable: 'The sign-in provider does not answer now. Try again in a moment, or use a token.',
  provider_refused: 'The sign-in provider let nobody in.',
  attempt_expired: 'Signing in took too long, or was begun in another window. Try again.',
  not_genuine: 'What came back from the sign-in provider was not genuine. Try again; the service’s log says more.',
  no_role: 'You are known, but nobody gave you a role here. Ask whoever runs this service.',
  service_unavailable: 'The service could not sign you in now. Try again in a moment.',
};

/** Why a sign-in by OpenID Connect failed, in words. */
export function explainFault(code: string): string {
  return WORDS[code] ?? 'Signing in did not work. Try again; the service’s log says what was wrong.';
}
