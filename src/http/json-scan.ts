/** Bytes of JSON that mark its structure. */
export const [QUOTE, COMMA, COLON, OPEN_LIST, CLOSE_LIST, OPEN_OBJECT, CLOSE_OBJECT] = [
  0x22, 0x2c, 0x3a, 0x5b, 0x5d, 0x7b, 0x7d,
];
const BACKSLASH = 0x5c;
const [TAB, LINE_FEED, RETURN, SPACE] = [0x09, 0x0a, 0x0d, 0x20];

/*
 * These find where values of JSON end, and no more: what they pass over may still not be JSON. They never go behind the end of
 * the bytes by more than one.
 */

/** Where the next byte that is no white space is. */
export function skipSpace(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isSpace(bytes[at])) at++;
  return at;
}

/** Where the string that begins at a place has ended; `limit` as in {@link skipValue}. */
export function skipString(bytes: Uint8Array, from: number, limit = bytes.length): number {
  let at = from + 1;
  while (at < limit && bytes[at] !== QUOTE) at += bytes[at] === BACKSLASH ? 2 : 1;
  return at + 1;
}

/**
 * Where the value that begins at a place has ended.
 *
 * @param limit is not looked beyond: a longer value seems to end there, or one byte behind
 */
export function skipValue(bytes: Uint8Array, from: number, limit = bytes.length): number {
  let depth = 0;
  let at = from;
  while (at < limit) {
    const byte = bytes[at]!;
    if (byte === QUOTE) {
      at = skipString(bytes, at, limit);
      if (depth === 0) return at;
      continue;
    }
    if (byte === OPEN_OBJECT || byte === OPEN_LIST) depth++;
    else if (byte === CLOSE_OBJECT || byte === CLOSE_LIST) {
      if (depth === 0) return at;
      if (--depth === 0) return at + 1;
    } else if (depth === 0 && (byte === COMMA || isSpace(byte))) return at;
    at++;
  }
  return at;
}

function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === LINE_FEED || byte === RETURN || byte === TAB;
}
