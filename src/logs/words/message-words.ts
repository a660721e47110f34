const WORD = /[\p{L}\p{N}]+/gu;
/** Longer ones are cut. */
const MAX_WORD = 64;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const LETTER_A = 97;

/** The words of a text in small letters. */
export function wordsOf(text: string): string[] {
  const words = text.toLowerCase().match(WORD) ?? [];
  for (let i = 0; i < words.length; i++) if (words[i]!.length > MAX_WORD) words[i] = words[i]!.slice(0, MAX_WORD);
  return words;
}

/** Stands before every word that is stored, one for each hour of the day (UTC). */
export function hourLetter(at: number): string {
  return String.fromCharCode(LETTER_A + (Math.floor(at / HOUR_MS) % 24));
}

/** Those of the hours in a range of time. */
export function hourLetters(startAt: number, endAt: number): string[] {
  const letters = new Set<string>();
  const firstAt = Math.max(startAt, endAt - DAY_MS);
  for (let at = Math.floor(firstAt / HOUR_MS) * HOUR_MS; at < endAt; at += HOUR_MS) {
    letters.add(hourLetter(at));
  }
  return [...letters];
}

/**
 * What the stored words must have for a record in which a text starts where a word starts, as a tsquery: the last word of the text may be the
 * beginning of a longer one. Undefined for a text without words.
 */
export function wordQuery(text: string, letters: readonly string[]): string | undefined {
  const words = wordsOf(text);
  if (words.length === 0) return undefined;
  const open = /[\p{L}\p{N}]$/u.test(text) ? words.pop() : undefined;
  return letters
    .map((letter) => [
      ...new Set(words.map((word) => `'${letter}${word}'`)),
      ...(open === undefined ? [] : [`'${letter}${open}':*`]),
    ])
    .map((all) => `(${all.join(' & ')})`)
    .join(' | ');
}
