import { Button } from '@mantine/core';
import { useState } from 'react';
import { Panel } from '../../panel/panel.js';
import type { Alert, AlertRule } from '../alert.js';
import { RespondButtons } from '../responding/respond-buttons.js';
import type { Responding } from '../responding/use-responding.js';
import { AlertRow } from './alert-row.js';
import styles from './alert-row.module.css';

/** More rows than one can look at; the rest is asked for. */
const PAGE = 100;

interface AlertPanelProps {
  title: string;
  answer: React.ComponentProps<typeof Panel>['answer'];
  alerts: readonly Alert[];
  rules: ReadonlyMap<string, AlertRule>;
  muteOf: (alert: Alert) => Alert['suppressed_by'] | undefined;
  chosen: ReadonlySet<string>;
  onChoose: (alert: Alert, isChosen: boolean) => void;
  responding: Responding;
  mayChange: boolean;
}

/** Alerts under one heading. */
export function AlertPanel({ title, answer, alerts, rules, muteOf, ...rest }: AlertPanelProps) {
  const { chosen, onChoose, responding, mayChange } = rest;
  const [most, setMost] = useState(PAGE);
  return (
    <Panel title={`${title} (${alerts.length})`} answer={answer} flush>
      <ul className={styles.list} aria-label={title}>
        {alerts.slice(0, most).map((alert) => (
          <AlertRow
            key={alert.alert_id}
            alert={alert}
            rule={alert.rule_id === null ? undefined : rules.get(alert.rule_id)}
            mute={muteOf(alert)}
            isChosen={chosen.has(alert.alert_id)}
            onChoose={mayChange ? (isChosen) => onChoose(alert, isChosen) : undefined}
            actions={<RespondButtons alert={alert} responding={responding} />}
          />
        ))}
      </ul>
      {alerts.length > most && (
        <Button variant="subtle" onClick={() => setMost(most + PAGE)}>
          Show {Math.min(PAGE, alerts.length - most)} more of {alerts.length}
        </Button>
      )}
    </Panel>
  );
}
