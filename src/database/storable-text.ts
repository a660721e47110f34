/**
 * A value as JSON that PostgreSQL's text and jsonb can hold. The NUL character and lone surrogates, which they cannot,
 * become U+FFFD, as every UTF-8 decoder does with bytes it cannot read: an error message that quotes binary data is
 * still worth keeping.
 */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value);
  return json.includes(ESCAPE) && UNSTORABLE_ESCAPE.test(json) ? JSON.stringify(mapStrings(value)) : json;
}

/** A text that PostgreSQL's text can hold: NUL becomes U+FFFD. Lone surrogates do when it is written as UTF-8. */
export function storableText(text: string): string {
  return text.includes('\0') ? text.replaceAll('\0', '\uFFFD') : text;
}

/**
 * The first `limit` characters of a text, with a last line that says how long it was: what is cut is never cut silently.
 * A text within the limit is returned as it is.
 */
export function cutText(text: string, limit: number): string {
  return text.length <= limit ? text : `${text.slice(0, limit)}\n… [cut: ${text.length} characters]`;
}

/** Looking for it is cheaper than for the whole. */
const ESCAPE = '\\u';
/** JSON.stringify writes NUL and lone surrogates as \uXXXX, and only few other characters. */
const UNSTORABLE_ESCAPE = /\\u(?:0000|d[89a-f])/;

function mapStrings(value: unknown): unknown {
  if (typeof value === 'string') return Buffer.from(value).toString().replaceAll('\0', '\uFFFD');
  if (Array.isArray(value)) return value.map(mapStrings);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [mapStrings(key), mapStrings(inner)]));
}
