import { findHits } from './find-hits.js';
import styles from './marked-text.module.css';

/** A text with what was searched for marked in it. */
export function MarkedText({ text, pattern }: { text: string; pattern: RegExp | undefined }) {
  if (pattern === undefined) return text;
  return findHits(text, pattern).map((piece) =>
    piece.isHit ? (
      <mark key={piece.at} className={styles.hit}>
        {piece.text}
      </mark>
    ) : (
      piece.text
    ),
  );
}
