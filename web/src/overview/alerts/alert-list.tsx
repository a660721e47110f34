import { Link } from '@tanstack/react-router';
import type { Alert } from '../../api/alert.js';
import { ThingLink } from '../../app/thing-link.js';
import { useNow } from '../../app/use-now.js';
import { formatDayAndTime } from '../../format/clock.js';
import { formatSpan } from '../../format/duration.js';
import { StateIcon } from '../../state/state-icon.js';
import { byUrgency } from '../../state/tone.js';
import styles from './alert-list.module.css';
import { conditionInWords } from './condition.js';
import { safeRunbook } from './runbook.js';

/** The active alerts, most urgent first; nothing at all when there are none. */
export function AlertList({ alerts, total }: { alerts: readonly Alert[]; total: number }) {
  const now = useNow(1000);
  if (alerts.length === 0) return null;
  const hidden = total - alerts.length;
  return (
    <div className={styles.box}>
      <ul className={styles.list} aria-label="Active alerts">
        {[...alerts].sort(byUrgency).map((alert) => (
          <AlertItem key={alert.alert_id} alert={alert} now={now} />
        ))}
      </ul>
      {hidden > 0 && (
        <p className={styles.more}>
          <Link to="/alerts">{hidden} more</Link>
        </p>
      )}
    </div>
  );
}

function AlertItem({ alert, now }: { alert: Alert; now: number }) {
  const firing = alert.status === 'firing';
  const since = Date.parse((firing ? alert.fired_at : undefined) ?? alert.started_at);
  const tags = Object.entries(alert.tags ?? {});
  const condition = conditionInWords(alert);
  const runbook = safeRunbook(alert.runbook_url);
  return (
    <li className={styles.item} data-tone={firing ? alert.severity : 'pending'}>
      <StateIcon tone={firing ? alert.severity : 'pending'} />
      <div className={styles.what}>
        <p className={styles.name}>
          <ThingLink kind="alert" id={alert.alert_id}>
            {alert.name}
          </ThingLink>
          <span className={styles.severity}>{firing ? alert.severity : 'pending'}</span>
        </p>
        <p className={styles.why}>
          {condition !== undefined && <span className={styles.measured}>{condition}</span>}
          <span>{alert.description}</span>
          {runbook !== undefined && (
            <a href={runbook} target="_blank" rel="noreferrer">
              Runbook
            </a>
          )}
        </p>
      </div>
      {tags.length > 0 && (
        <ul className={styles.tags} aria-label="Tags">
          {tags.map(([tag, value]) => (
            <li key={tag}>
              {tag}: {value}
            </li>
          ))}
        </ul>
      )}
      <time className={styles.since} dateTime={alert.started_at} title={formatDayAndTime(since)}>
        {formatSpan(now - since)}
      </time>
    </li>
  );
}
