import { formatMoment } from '../../format/clock.js';
import { formatSpan } from '../../format/duration.js';
import type { TimeSpan } from '../../time/time-range.js';
import type { FiringRow, FiringSpan } from './firing-spans.js';
import styles from './firing-timeline.module.css';

/** More rows than this are no overview. */
const MOST_ROWS = 12;

/** When each group would have fired: a row for each, with its spans on one clock. */
export function FiringTimeline({ rows, shown }: { rows: readonly FiringRow[]; shown: TimeSpan }) {
  const length = shown.to - shown.from;
  const share = (ms: number) => `${(ms / length) * 100}%`;
  return (
    <>
      <ul className={styles.timeline} aria-label="When it would have fired">
        {rows.slice(0, MOST_ROWS).map(({ label, spans }) => (
          <li key={label} className={styles.row}>
            <span title={label}>{label || 'everything together'}</span>
            <span className={styles.track} role="img" aria-label={spans.map(spellSpan).join('; ')}>
              {spans.map((span) => (
                <span
                  key={span.from}
                  className={styles.span}
                  title={spellSpan(span)}
                  style={{ left: share(span.from - shown.from), width: share(span.to - span.from) }}
                />
              ))}
            </span>
          </li>
        ))}
      </ul>
      {rows.length > MOST_ROWS && <p className={styles.facts}>And {rows.length - MOST_ROWS} more groups.</p>}
    </>
  );
}

function spellSpan({ from, to, isOpen }: FiringSpan): string {
  const now = Date.now();
  const lasted = `${formatMoment(from, now)}, for ${formatSpan(to - from)}`;
  return isOpen ? `${lasted} and still firing` : lasted;
}
