/** Reads the token out of a first-run link's fragment (`#token=…`); undefined when there is none. */
export function tokenInFragment(fragment: string): string | undefined {
  const token = new URLSearchParams(fragment.replace(/^#/, '')).get('token');
  return token === null || token.trim() === '' ? undefined : token.trim();
}

/** What people paste: the token, the whole first-run link, or a header line with `Bearer` before the token. Undefined when it is none of these. */
export function tokenInPaste(pasted: string): string | undefined {
  const text = pasted.trim().replace(/^(authorization:\s*)?bearer\s+/i, '');
  const fragment = text.indexOf('#token=');
  const token = fragment >= 0 ? tokenInFragment(text.slice(fragment)) : text;
  return token !== undefined && /^[\w-]+\.[\w-]+\.[\w-]+$/.test(token) ? token : undefined;
}
