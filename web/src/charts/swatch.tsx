import type { Ink } from './series.js';
import styles from './swatch.module.css';

/** A piece of a series' line, beside its name. */
export function Swatch({ ink, dashed }: { ink: Ink; dashed?: boolean }) {
  return <span className={styles.swatch} data-ink={ink} data-dashed={dashed} />;
}
