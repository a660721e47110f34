import { Button } from '@mantine/core';
import type { Alert } from '../alert.js';
import styles from './respond-bar.module.css';
import type { Responding } from './use-responding.js';

interface RespondBarProps {
  alerts: readonly Alert[];
  responding: Responding;
  onClear: () => void;
}

/** What can be done about the chosen alerts at once; at the foot of the window while there are any. */
export function RespondBar({ alerts, responding, onClear }: RespondBarProps) {
  const { run, ask, silence, isRunning } = responding;
  const unclaimed = alerts.filter(({ status, acknowledged_at }) => status === 'firing' && acknowledged_at === null);
  return (
    <section className={styles.bar} aria-label="Chosen alerts">
      <b>{alerts.length} chosen</b>
      <Button
        size="compact-sm"
        variant="default"
        disabled={isRunning || unclaimed.length === 0}
        onClick={() => run({ reaction: 'acknowledge', alerts: unclaimed })}
      >
        Acknowledge
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => silence(alerts)}>
        Silence …
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => ask({ reaction: 'comment', alerts })}>
        Comment …
      </Button>
      <Button
        size="compact-sm"
        variant="default"
        disabled={isRunning}
        onClick={() => ask({ reaction: 'resolve', alerts })}
      >
        Resolve …
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={onClear}>
        Choose none
      </Button>
    </section>
  );
}
