import styles from './page.module.css';

/** What stands where a page will be while its code is on its way. */
export function PageWaiting() {
  return (
    <div className={styles.waiting} role="status" aria-label="Loading">
      <span />
      <span />
      <span />
    </div>
  );
}
