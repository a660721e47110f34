import { Checkbox } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useNow } from '../../app/use-now.js';
import { formatSpan } from '../../format/duration.js';
import { isMeasured, spell } from '../../format/quantity.js';
import { type Alert, type AlertRule, sinceOf } from '../alert.js';
import { TagList } from '../matchers/matcher-list.js';
import { judgedFormat, limitInWords } from '../measuring/judged-format.js';
import { termsOf } from '../measuring/measure-rule.js';
import { useMeasurement } from '../measuring/use-measurement.js';
import { AlertBadges, AlertStatus } from '../state/alert-badges.js';
import styles from './alert-row.module.css';
import { ShapeLine } from './shape-line.js';

const SHAPE = { last: '1h' } as const;
const SHAPE_MS = 3_600_000;

interface AlertRowProps {
  alert: Alert;
  rule: AlertRule | undefined;
  mute: Alert['suppressed_by'] | undefined;
  isChosen: boolean;
  /** Undefined where nothing may be changed. */
  onChoose: ((isChosen: boolean) => void) | undefined;
  /** What can be done about it. */
  actions: ReactNode;
}

/** One open alert: what, how bad, the value against its limit, since when, and what its metric did in the last hour. */
export function AlertRow({ alert, rule, mute, isChosen, onChoose, actions }: AlertRowProps) {
  const now = useNow(1000);
  const tone = alert.status === 'firing' ? alert.severity : 'pending';
  const terms = termsOf(alert, rule);
  const { unit, of } = useMeasurement(terms, SHAPE, SHAPE_MS);
  const format = judgedFormat(terms, unit);
  const limit = limitInWords(alert, format);
  const values = of(alert.tags)?.values;
  const since = sinceOf(alert);
  return (
    <li className={styles.row} data-tone={mute ? 'unknown' : tone} data-choosable={onChoose !== undefined}>
      {onChoose !== undefined && (
        <Checkbox
          className={styles.box}
          aria-label={`Choose ${alert.name}`}
          checked={isChosen}
          onChange={({ currentTarget }) => onChoose(currentTarget.checked)}
        />
      )}
      <div className={styles.what}>
        <p className={styles.name}>
          <Link to="/alerts/$alertId" params={{ alertId: alert.alert_id }}>
            {alert.name}
          </Link>
          <AlertStatus alert={alert} />
        </p>
        {alert.description !== '' && <p className={styles.about}>{alert.description}</p>}
        <TagList tags={{ ...alert.labels, ...alert.tags }} label={`Tags of ${alert.name}`} />
        <AlertBadges alert={alert} mute={mute} />
      </div>
      <div className={styles.measured}>
        {isMeasured(alert.value) && <b>{spell(format(alert.value))}</b>}
        {limit !== undefined && <span>fires {limit}</span>}
        {values !== undefined && <ShapeLine points={values} tone={tone} threshold={alert.threshold} />}
      </div>
      <p className={styles.since} title={new Date(since).toString()}>
        for {formatSpan(now - since)}
      </p>
      {onChoose !== undefined && <div className={styles.actions}>{actions}</div>}
    </li>
  );
}
