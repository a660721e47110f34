import type { ReactNode } from 'react';
import styles from './grid.module.css';

/** Panels side by side: as many to a row as fit, each at least this wide. */
export function Grid({ min = 'medium', children }: { min?: 'small' | 'medium' | 'large'; children: ReactNode }) {
  return (
    <div className={styles.grid} data-min={min}>
      {children}
    </div>
  );
}
