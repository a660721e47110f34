import { type ReactNode, useId } from 'react';
import styles from './section.module.css';

/** One part of the page under a heading; its children stand side by side where there is room. */
export function Section({
  title,
  columns,
  children,
}: {
  title: string;
  columns: 'thirds' | 'quarters' | 'halves' | 'one';
  children: ReactNode;
}) {
  const heading = useId();
  return (
    <section className={styles.section} aria-labelledby={heading}>
      <h2 id={heading}>{title}</h2>
      <div className={styles.grid} data-columns={columns}>
        {children}
      </div>
    </section>
  );
}
