import styles from './legend.module.css';
import type { Ink } from './series.js';

/** One series of a chart by name, ink and value. */
export interface LegendEntry {
  readonly label: string;
  readonly ink: Ink;
  readonly value: string;
  readonly dashed?: boolean;
}

/** Which line is which and what it says. Screen readers get the same from the chart itself. */
export function Legend({ entries, moment }: { entries: readonly LegendEntry[]; moment?: string }) {
  return (
    <div className={styles.legend} aria-hidden="true">
      {entries.map(({ label, ink, value, dashed }) => (
        <span key={label} className={styles.entry} title={label}>
          <span className={styles.swatch} data-ink={ink} data-dashed={dashed} />
          <span className={styles.label}>{label}</span> <b>{value}</b>
        </span>
      ))}
      {moment !== undefined && <span className={styles.moment}>{moment}</span>}
    </div>
  );
}
