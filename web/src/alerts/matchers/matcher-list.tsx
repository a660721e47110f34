import type { Matcher } from '../alert.js';
import styles from './matcher-list.module.css';

/** Matchers to be read, each in a box of its own. */
export function MatcherList({ matchers, label = 'Matchers' }: { matchers: readonly Matcher[]; label?: string }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {matchers.map(({ tag, operator, value }) => (
        <li key={tag + operator + value} title={`${tag} ${operator} ${value}`}>
          {tag}
          <b> {operator} </b>
          {value === '' ? '""' : value}
        </li>
      ))}
    </ul>
  );
}

/** Names with their values (tags, labels), each in a box of its own. */
export function TagList({ tags, label }: { tags: Readonly<Record<string, string>>; label: string }) {
  const all = Object.entries(tags);
  if (all.length === 0) return null;
  return (
    <ul className={styles.list} aria-label={label}>
      {all.map(([tag, value]) => (
        <li key={tag} title={`${tag}: ${value}`}>
          {tag}: {value}
        </li>
      ))}
    </ul>
  );
}
