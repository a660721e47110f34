import { formatLatency } from '../../format/duration.js';
import { spell } from '../../format/quantity.js';
import { StateIcon } from '../../state/state-icon.js';
import type { Fold } from '../trace/span-tree.js';
import styles from './waterfall.module.css';

/** What stands for the repeats of a call. */
export function FoldLine({ fold, isOpen }: { fold: Fold; isOpen: boolean }) {
  const { count, operation_name, call, error_count, max_ms, likely_n_plus_one } = fold;
  return (
    <>
      <span className={styles.times}>×{count}</span>
      {likely_n_plus_one && (
        <span className={styles.failed} title="Calls made one after another that could probably be one">
          <StateIcon tone="warning" size={13} />
          <span>N+1?</span>
        </span>
      )}
      <span className={styles.operation} title={call ?? operation_name}>
        {call ?? operation_name}
      </span>
      <span className={styles.service}>
        {isOpen ? 'all shown' : `longest ${spell(formatLatency(max_ms))}`}
        {error_count > 0 && `, ${error_count} failed`}
      </span>
    </>
  );
}
