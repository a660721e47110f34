import type { ReactNode } from 'react';
import type { Severity } from '../api/alert.js';
import type { Quantity } from '../format/quantity.js';
import { StateIcon } from '../state/state-icon.js';
import styles from './panel.module.css';

interface PanelProps {
  title: string;
  /** The one figure of this panel, large. */
  quantity?: Quantity;
  /** What the figure is of: "last 30 s". */
  caption?: string;
  /** The state of the panel now: the severity of the alert that fires on it. */
  tone?: Severity;
  /** Whether the figure is of a moment in the past, so that the state does not colour it. */
  past?: boolean;
  children: ReactNode;
}

/** A titled box with one large figure and what stands behind it. */
export function Panel({ title, quantity, caption, tone, past = false, children }: PanelProps) {
  return (
    <section className={styles.panel} aria-label={title} data-tone={tone} data-alerting={tone !== undefined}>
      <header className={styles.header}>
        <h3>
          {tone !== undefined && <StateIcon tone={tone} size={16} />}
          {title}
        </h3>
        {quantity !== undefined && (
          <p className={styles.figure} data-past={past}>
            <span className={styles.number}>{quantity.text}</span>
            {quantity.unit !== '' && <span className={styles.unit}>{quantity.unit}</span>}
            {caption !== undefined && <span className={styles.caption}>{caption}</span>}
          </p>
        )}
      </header>
      {children}
    </section>
  );
}
