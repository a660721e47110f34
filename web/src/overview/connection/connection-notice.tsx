import type { ApiFailure } from '../../api/failure.js';
import { useNow } from '../../app/use-now.js';
import { formatClock } from '../../format/clock.js';
import { formatSpan } from '../../format/duration.js';
import { StateIcon } from '../../state/state-icon.js';
import styles from './connection-notice.module.css';
import { explainFailure } from './explain-failure.js';

/** Says that the page is not live, why, and how old what it shows is. Goes away by itself when the service answers again. */
export function ConnectionNotice({ failure, lastGoodAt }: { failure: ApiFailure; lastGoodAt: number | undefined }) {
  const now = useNow(1000);
  const { title, advice } = explainFailure(failure);
  return (
    <section className={styles.notice} data-tone="warning" aria-label="Connection">
      <StateIcon tone="warning" size={22} />
      <div>
        <p className={styles.title} role="alert">
          {title}
        </p>
        <p className={styles.advice}>
          {advice} Trying again every few seconds.
          {failure.requestId !== undefined && ` Request ${failure.requestId}.`}
          {failure.kind !== 'unreachable' && (
            <a href="./api/v1/monitoring/health" target="_blank" rel="noreferrer">
              Health report
            </a>
          )}
        </p>
      </div>
      {lastGoodAt !== undefined && (
        <p className={styles.age}>
          Showing {formatClock(lastGoodAt)}, <b>{formatSpan(now - lastGoodAt)} old</b>
        </p>
      )}
    </section>
  );
}
