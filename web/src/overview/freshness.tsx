import { useNow } from '../app/use-now.js';
import { formatSpan } from '../format/duration.js';
import styles from './freshness.module.css';

/** Whether the page is live and how old its figures are. */
export function Freshness({ receivedAt, live }: { receivedAt: number | undefined; live: boolean }) {
  const now = useNow(1000);
  return (
    <p className={styles.freshness}>
      <b>Overview</b>
      {receivedAt !== undefined && (
        <span>{live ? `Live, updated ${formatSpan(now - receivedAt)} ago` : 'Not live'}</span>
      )}
    </p>
  );
}
