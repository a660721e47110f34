import { type Conditions, containing } from './conditions.js';

/** What would join words to addresses, paths or numbers; every one becomes a space before words are told apart. */
const JOINERS = './\\-_:@<>&+~%#=';

/**
 * Finds texts with another text in them, in capital or small letters, that starts where a word starts. Where nothing else tells where to
 * look, an index of the column finds those with all its words, and of them the ones with the very text remain:
 * `using gin (to_tsvector('simple', translate(column, JOINERS, as many spaces)))`.
 */
export function addWordSearch(conditions: Conditions, column: string, text: string): Conditions {
  const words = text.match(/[\p{L}\p{N}]+/gu)?.map((word) => `${word}:*`);
  if (words) {
    const indexed = `to_tsvector('simple', translate(${column}, '${JOINERS}', '${' '.repeat(JOINERS.length)}'))`;
    conditions.add(`${indexed} @@ to_tsquery('simple', ?)`, words.join(' & '));
  }
  return conditions.add(`${column} ilike ?`, containing(text));
}
