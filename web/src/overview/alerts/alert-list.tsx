import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Alert } from '../../api/alert.js';
import { ThingLink } from '../../app/thing-link.js';
import { useNow } from '../../app/use-now.js';
import { formatDayAndTime } from '../../format/clock.js';
import { formatSpan } from '../../format/duration.js';
import { StateIcon } from '../../state/state-icon.js';
import styles from './alert-list.module.css';
import { conditionInWords } from './condition.js';
import { type AlertFold, differencesOf, foldAlerts } from './fold-alerts.js';
import { safeRunbook } from './runbook.js';

/** The active alerts, most urgent first, many of one kind folded; nothing at all when there are none. */
export function AlertList({ alerts, total }: { alerts: readonly Alert[]; total: number }) {
  const now = useNow(1000);
  if (alerts.length === 0) return null;
  const hidden = total - alerts.length;
  return (
    <div className={styles.box}>
      <ul className={styles.list} aria-label="Active alerts">
        {foldAlerts(alerts).map((fold) => (
          <FoldedAlerts key={fold.alert.alert_id} fold={fold} now={now} />
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

function FoldedAlerts({ fold, now }: { fold: AlertFold; now: number }) {
  const [isOpen, setIsOpen] = useState(false);
  const { alert, others } = fold;
  const differences = differencesOf(fold);
  return (
    <>
      <AlertItem alert={alert} now={now} />
      {others.length > 0 && (
        <li className={styles.fold}>
          <button type="button" aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
            {isOpen ? 'Fold' : 'Show'} {others.length} more of {alert.name}
          </button>
          {!isOpen && differences !== '' && <span>{differences}</span>}
        </li>
      )}
      {isOpen && others.map((other) => <AlertItem key={other.alert_id} alert={other} now={now} />)}
    </>
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
