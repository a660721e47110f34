import type { ReactNode } from 'react';
import styles from './filter-bar.module.css';

/** The fields that narrow down what a page lists, in one row where there is room. */
export function FilterBar({ children }: { children: ReactNode }) {
  return (
    <search className={styles.bar} aria-label="Filters">
      {children}
    </search>
  );
}
