import { formatCount } from '../../format/number.js';
import { spell } from '../../format/quantity.js';
import { TABS, type Tab } from './group-search.js';
import styles from './group-tabs.module.css';

const WORDS: Record<Tab, { label: string; title: string }> = {
  unresolved: { label: 'Unresolved', title: 'Nobody has resolved or ignored them' },
  new: { label: 'New', title: 'First seen within the last 24 hours' },
  escalating: { label: 'Escalating', title: 'Far more events than is usual for them' },
  regressed: { label: 'Regressed', title: 'Came back after they had been resolved' },
  ignored: { label: 'Ignored', title: 'Not to be told of, for a while or for good' },
  resolved: { label: 'Resolved', title: 'An event that happens later brings them back' },
  all: { label: 'All', title: 'Whatever their state' },
};

interface GroupTabsProps {
  tab: Tab;
  /** How many groups there are of each; undefined while that is not known. */
  counts: Readonly<Record<Tab, number>> | undefined;
  onChange: (tab: Tab) => void;
}

/** Which groups are listed, by their state, and how many there are of each. */
export function GroupTabs({ tab, counts, onChange }: GroupTabsProps) {
  return (
    <nav className={styles.tabs} aria-label="State of the errors">
      {TABS.map((one) => (
        <button
          key={one}
          type="button"
          className={styles.tab}
          aria-pressed={one === tab}
          title={WORDS[one].title}
          onClick={() => onChange(one)}
        >
          {WORDS[one].label}{' '}
          {counts !== undefined && <span className={styles.count}>{spell(formatCount(counts[one]))}</span>}
        </button>
      ))}
    </nav>
  );
}
