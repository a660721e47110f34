const PLACEHOLDER = /<(?:n|id|uuid|hex|ip|email|time|text)>/;

/**
 * What to search for to find the lines of a pattern: its longest piece between placeholders. The search finds texts from the start of a word, so a
 * piece that begins within one begins at the next.
 */
export function patternWords(pattern: string): string {
  const pieces = pattern.split(PLACEHOLDER).map((piece, index) => (index === 0 ? piece : fromWordStart(piece)).trim());
  return pieces.reduce((longest, piece) => (piece.length > longest.length ? piece : longest), '').slice(0, MAX_SEARCH);
}

/** The API takes no longer one. */
const MAX_SEARCH = 256;

function fromWordStart(piece: string): string {
  return piece.replace(/^[\p{L}\p{N}]+/u, '');
}
