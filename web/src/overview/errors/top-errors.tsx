import type { TopError } from '../../api/dashboard.js';
import { ThingLink } from '../../app/thing-link.js';
import { useNow } from '../../app/use-now.js';
import { formatDayAndTime } from '../../format/clock.js';
import { formatSpan } from '../../format/duration.js';
import { formatCount } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import styles from './top-errors.module.css';

/** The most frequent errors of the window, most frequent first. Type and message are whatever a service sent: text only. */
export function TopErrors({ errors, window }: { errors: readonly TopError[]; window: string }) {
  const now = useNow(1000);
  if (errors.length === 0) return <p className={styles.none}>No error was recorded in the last {window}.</p>;
  return (
    <table className={styles.table}>
      <colgroup>
        <col className={styles.countColumn} />
        <col />
        <col className={styles.seenColumn} />
      </colgroup>
      <thead>
        <tr>
          <th scope="col" className={styles.right}>
            Count
          </th>
          <th scope="col">Error</th>
          <th scope="col" className={styles.right}>
            Last seen
          </th>
        </tr>
      </thead>
      <tbody>
        {errors.map((error) => (
          <tr key={error.group_id}>
            <td className={styles.count}>{spell(formatCount(error.count))}</td>
            <th scope="row" className={styles.error}>
              <span className={styles.type}>
                <ThingLink kind="error_group" id={error.group_id}>
                  {error.error_type}
                </ThingLink>
                {error.service !== null && <small>{error.service}</small>}
              </span>
              <span className={styles.message} title={error.error_message}>
                {error.error_message}
              </span>
            </th>
            <td className={styles.seen} title={formatDayAndTime(Date.parse(error.last_seen_at))}>
              {formatSpan(now - Date.parse(error.last_seen_at))} ago
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
