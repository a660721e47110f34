import { Link } from '@tanstack/react-router';
import styles from './security-tabs.module.css';

const TABS = [
  { label: 'Events', to: '/security' },
  { label: 'Offenders', to: '/security/offenders' },
  { label: 'Decisions', to: '/security/decisions' },
  { label: 'Audit', to: '/security/audit' },
] as const;

/** The way between the pages about security; the open one is marked. */
export function SecurityTabs() {
  return (
    <nav className={styles.tabs} aria-label="Security">
      {TABS.map(({ label, to }) => (
        <Link key={to} to={to} activeOptions={{ exact: true, includeSearch: false }}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
