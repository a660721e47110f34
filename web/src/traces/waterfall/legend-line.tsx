import type { Ink } from '../../charts/series.js';
import styles from './legend-line.module.css';

/** What the inks and the signs of the waterfall mean. */
export function LegendLine({ inks }: { inks: ReadonlyMap<string, Ink> }) {
  return (
    <ul className={styles.legend} aria-label="Legend">
      {[...inks].map(([service, ink]) => (
        <li key={service} title={service}>
          <span className={styles.ink} style={{ background: `var(--${ink})` }} />
          <span className={styles.name}>{service}</span>
        </li>
      ))}
      <li>
        <span className={styles.path} /> critical path
      </li>
      <li>
        <span className={styles.sign} data-kind="error" data-tone="error" /> error
      </li>
      <li>
        <span className={styles.sign} data-tone="info" /> log record
      </li>
      <li>
        <span className={styles.sign} data-kind="event" data-tone="info" /> event
      </li>
    </ul>
  );
}
