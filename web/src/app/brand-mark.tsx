import styles from './brand-mark.module.css';

/** The product's sign and name. */
export function BrandMark() {
  return (
    <span className={styles.brand}>
      <svg width="24" height="24" viewBox="0 0 32 32" aria-hidden="true">
        <rect className={styles.plate} width="32" height="32" rx="8" />
        <path className={styles.pulse} d="M5 18h5l3-9 5 15 3.5-9 1.5 3H27" />
      </svg>
      Monitoring
    </span>
  );
}
