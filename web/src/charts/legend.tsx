import styles from './legend.module.css';
import type { Ink } from './series.js';

/** One series of a chart by name, ink and value. */
export interface LegendEntry {
  readonly label: string;
  readonly ink: Ink;
  readonly value: string;
}

/** Which line is which and what it says. Screen readers get the same from the chart itself. */
export function Legend({ entries }: { entries: readonly LegendEntry[] }) {
  return (
    <div className={styles.legend} aria-hidden="true">
      {entries.map(({ label, ink, value }) => (
        <span key={label} className={styles.entry}>
          <span className={styles.swatch} data-ink={ink} />
          {label} <b>{value}</b>
        </span>
      ))}
    </div>
  );
}
