import { Button } from '@mantine/core';
import { useSyncExternalStore } from 'react';
import { Icon } from '../state/icon.js';
import styles from './live-switch.module.css';
import type { LiveUpdates } from './live-updates.js';

const WORDS = { live: 'Live', polling: 'Polling', paused: 'Paused' } as const;
const TITLES = {
  live: 'The service tells of every change. Click to pause.',
  polling: 'The service cannot tell of changes now, so it is asked every few seconds. Click to pause.',
  paused: 'What is shown stays as it is. Click to go on.',
} as const;

/** Says whether the page is up to date by itself, and lets the reader stop that. */
export function LiveSwitch({ updates }: { updates: LiveUpdates }) {
  const stage = useSyncExternalStore(updates.subscribe, updates.stage);
  return (
    <Button
      variant="default"
      size="compact-sm"
      title={TITLES[stage]}
      aria-pressed={stage !== 'paused'}
      aria-label={`Live updates: ${WORDS[stage]}`}
      onClick={() => updates.pause(stage !== 'paused')}
      leftSection={
        stage === 'paused' ? <Icon name="play" size={12} /> : <span className={styles.dot} data-stage={stage} />
      }
    >
      {WORDS[stage]}
    </Button>
  );
}
