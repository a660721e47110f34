import styles from './event-detail.module.css';
import type { MatchedRule } from './evidence.js';

/** Which rules of inspection matched, in which fields of the request, and what they found there. */
export function MatchedRules({ rules }: { rules: readonly MatchedRule[] }) {
  return (
    <section className={styles.part}>
      <h4>What matched</h4>
      <ul className={styles.rules} aria-label="Rules that matched">
        {rules.map(({ id, field, weight, fragment }) => (
          <li key={`${id} ${field}`}>
            {weight !== undefined && <span className={styles.weight}>{weight} points</span>}
            <b>{id}</b> in <code>{field}</code>
            {fragment !== undefined && <code className={styles.fragment}>{fragment}</code>}
          </li>
        ))}
      </ul>
    </section>
  );
}
