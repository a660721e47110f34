import { type ReactNode, useEffect } from 'react';
import { RangePicker } from '../time/range-picker.js';
import styles from './page.module.css';

interface PageProps {
  title: string;
  /** What the browser's tab says, where it is more than the title. */
  tabTitle?: string;
  /** Beside the title: a state, a count. */
  badge?: ReactNode;
  /** A line under the title. */
  about?: ReactNode;
  /** Whether what the page shows depends on the time range. */
  hasRange?: boolean;
  /** Buttons at the right of the title. */
  actions?: ReactNode;
  children?: ReactNode;
}

/** One page: its title, the time range, what can be done, and then its panels. */
export function Page({ title, tabTitle = title, badge, about, hasRange = false, actions, children }: PageProps) {
  useEffect(() => {
    document.title = `${tabTitle} · Monitoring`;
  }, [tabTitle]);
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <div className={styles.name}>
          <h1>{title}</h1>
          {badge}
          {about !== undefined && <p className={styles.about}>{about}</p>}
        </div>
        <div className={styles.actions}>
          {actions}
          {hasRange && <RangePicker />}
        </div>
      </header>
      {children}
    </div>
  );
}
