import { type Conditions, containing } from '../database/conditions.js';

/**
 * The words of a message, as the index error_events_words has them: what would join words to addresses, paths or numbers
 * is a space first. Has to be the index's expression to the letter, or PostgreSQL does not use the index.
 */
const MESSAGE_WORDS = `to_tsvector('simple', translate(error_message, './\\-_:@<>&+~%#=', '               '))`;

/**
 * Finds messages with a text in them, in capital or small letters, that starts where a word starts. The index finds the
 * messages with all its words, and of those the ones with the very text remain.
 */
export function addSearch(conditions: Conditions, text: string): Conditions {
  const words = text.match(/[\p{L}\p{N}]+/gu);
  if (words)
    conditions.add(`${MESSAGE_WORDS} @@ to_tsquery('simple', ?)`, words.map((word) => `${word}:*`).join(' & '));
  return conditions.add('error_message ilike ?', containing(text));
}
