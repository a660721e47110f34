import { BinaryCopy } from '../../database/binary-copy.js';
import { hourLetter, wordsOf } from './message-words.js';

const SECOND_MS = 1000;
/** A tsvector holds 1 MB; a character takes up to three bytes. */
const MAX_CHARACTERS = 250_000;

/** The words of one second. */
interface WordBlock {
  readonly at: number;
  readonly words: Set<string>;
  characters: number;
}

/** Takes what `copiedWords` gives. */
export const COPY_WORDS = 'copy log_words (at, words) from stdin (format binary)';

/** The words of records, each once for every second in which it was written, as rows of COPY_WORDS. */
export function copiedWords(records: readonly { at_ms: number; message: string }[]): Buffer {
  const copy = new BinaryCopy(2);
  for (const { at, words } of blocksOf(records)) {
    copy.row();
    copy.timestamptz(at);
    copy.tsvector(words, hourLetter(at));
  }
  return copy.end();
}

function blocksOf(records: readonly { at_ms: number; message: string }[]): WordBlock[] {
  const blocks: WordBlock[] = [];
  const open = new Map<number, WordBlock>();
  for (const { at_ms, message } of records) {
    const at = Math.floor(at_ms / SECOND_MS) * SECOND_MS;
    let block = open.get(at);
    if (!block || block.characters > MAX_CHARACTERS) {
      block = { at, words: new Set(), characters: 0 };
      blocks.push(block);
      open.set(at, block);
    }
    const before = block.words.size;
    for (const word of wordsOf(message)) block.words.add(word);
    if (block.words.size > before) block.characters += message.length;
  }
  return blocks;
}
