/** Longest text kept of what a receiving side answered. */
const MAX_KEPT = 500;

/**
 * Makes a text from outside fit to be kept: configured secrets are blanked (a server may echo the headers it was sent),
 * NUL characters and lone surrogates, which PostgreSQL cannot hold, are removed, and the rest is cut to 500 characters.
 */
export function redact(text: string, secrets: readonly string[]): string {
  let clean = text.replaceAll('\u0000', '');
  // Longest first: a secret that contains another must not be left half visible.
  for (const secret of secrets.toSorted((a, b) => b.length - a.length)) {
    if (secret) clean = clean.replaceAll(secret, '[redacted]');
  }
  const kept = clean.length > MAX_KEPT ? `${clean.slice(0, MAX_KEPT)}…` : clean;
  return Buffer.from(kept).toString();
}
