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

/** Which groups are listed, by their state. */
export function GroupTabs({ tab, onChange }: { tab: Tab; onChange: (tab: Tab) => void }) {
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
          {WORDS[one].label}
        </button>
      ))}
    </nav>
  );
}
