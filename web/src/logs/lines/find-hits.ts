/** A piece of a text, and whether it is what was searched for. */
export interface Piece {
  readonly text: string;
  readonly isHit: boolean;
  /** Where it begins. */
  readonly at: number;
}

/** Enough for any line that somebody reads. */
const MOST_HITS = 200;

/** What finds a search in a text as the service does: in capital or small letters, from the start of a word. */
export function hitPattern(search: string | undefined): RegExp | undefined {
  const text = search?.trim() ?? '';
  if (text === '') return undefined;
  const escaped = text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  return new RegExp(/^[\p{L}\p{N}]/u.test(text) ? `(?<![\\p{L}\\p{N}])${escaped}` : escaped, 'giu');
}

/** Cuts a text where its hits begin and end. */
export function findHits(text: string, pattern: RegExp | undefined): Piece[] {
  if (pattern === undefined) return [{ text, isHit: false, at: 0 }];
  const pieces: Piece[] = [];
  let done = 0;
  for (const { index, 0: hit } of text.matchAll(pattern)) {
    if (pieces.length >= MOST_HITS) break;
    if (index > done) pieces.push({ text: text.slice(done, index), isHit: false, at: done });
    pieces.push({ text: hit, isHit: true, at: index });
    done = index + hit.length;
  }
  if (done < text.length) pieces.push({ text: text.slice(done), isHit: false, at: done });
  return pieces;
}
