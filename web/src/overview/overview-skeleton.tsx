import styles from './overview-skeleton.module.css';

/** The page's outline while the first answer is on its way, so that nothing jumps when it comes. */
export function OverviewSkeleton() {
  return (
    <div className={styles.skeleton} role="status" aria-label="Loading">
      <div className={styles.banner} />
      <div className={styles.row}>
        <div />
        <div />
        <div />
      </div>
    </div>
  );
}
