import type { ReactNode } from 'react';
import styles from './state-badge.module.css';
import { StateIcon } from './state-icon.js';
import type { Tone } from './tone.js';

/** A state as a word in its colour, with its sign. */
export function StateBadge({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={styles.badge} data-tone={tone}>
      <StateIcon tone={tone} size={13} />
      {children}
    </span>
  );
}

/** A word in a box, without a state: a version, a role, a tag. */
export function Tag({ children, title }: { children: ReactNode; title?: string }) {
  return (
    <span className={styles.tag} title={title}>
      {children}
    </span>
  );
}
