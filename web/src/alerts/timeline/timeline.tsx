import { StateIcon } from '../../state/state-icon.js';
import { Moment } from '../../time/moment.js';
import type { AttemptLine, Entry } from './tell-alert.js';
import styles from './timeline.module.css';

/** What happened, the last first. */
export function Timeline({ entries, label }: { entries: readonly Entry[]; label: string }) {
  return (
    <ol className={styles.timeline} aria-label={label}>
      {entries.map(({ key, at, tone, title, comment, attempts }) => (
        <li key={key} data-tone={tone}>
          <StateIcon tone={tone} size={16} />
          <div>
            <p className={styles.title}>
              {title}
              <span className={styles.at}>
                <Moment at={at} />
              </span>
            </p>
            {comment !== undefined && <p className={styles.comment}>{comment}</p>}
            {attempts !== undefined && attempts.length > 0 && <Attempts attempts={attempts} />}
          </div>
        </li>
      ))}
    </ol>
  );
}

/** Each try to deliver a notification, with what came back. */
export function Attempts({ attempts }: { attempts: readonly AttemptLine[] }) {
  return (
    <ol className={styles.attempts} aria-label="Attempts">
      {attempts.map(({ attempt, at, isGood, outcome }) => (
        <li key={attempt} data-tone={isGood ? 'good' : 'warning'}>
          <StateIcon tone={isGood ? 'good' : 'warning'} size={13} />
          <span>
            <Moment at={at} /> attempt {attempt}: {outcome}
          </span>
        </li>
      ))}
    </ol>
  );
}
