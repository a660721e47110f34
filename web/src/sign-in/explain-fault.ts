const WORDS: Readonly<Record<string, string>> = {
  provider_unavailable: 'The sign-in provider does not answer now. Try again in a moment, or use a token.',
  no_role: 'You are known, but nobody gave you a role here. Ask whoever runs this service.',
  access_denied: 'The sign-in provider let nobody in.',
};

/** Why a sign-in by OpenID Connect failed, in words. */
export function explainFault(code: string): string {
  return WORDS[code] ?? 'Signing in did not work. Try again; the service’s log says what was wrong.';
}
