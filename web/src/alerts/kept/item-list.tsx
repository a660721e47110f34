import type { ReactNode } from 'react';
import styles from './item-list.module.css';

/** Things that are kept, one under the other. */
export function ItemList({ label, children }: { label: string; children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}

interface ItemProps {
  title: ReactNode;
  badge?: ReactNode;
  /** Lines under the title. */
  children: ReactNode;
  actions?: ReactNode;
}

/** One thing that is kept: its name, what it says, and what can be done with it. */
export function Item({ title, badge, children, actions }: ItemProps) {
  return (
    <li className={styles.item}>
      <div className={styles.words}>
        <p className={styles.title}>
          {title} {badge}
        </p>
        {children}
      </div>
      {actions !== undefined && actions !== false && <div className={styles.actions}>{actions}</div>}
    </li>
  );
}
