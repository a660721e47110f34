import { Link } from '@tanstack/react-router';
import styles from './alerts-tabs.module.css';

const TABS = [
  { label: 'Active', to: '/alerts' },
  { label: 'History', to: '/alerts/history' },
  { label: 'Rules', to: '/alerts/rules' },
  { label: 'Silences', to: '/alerts/silences' },
  { label: 'On call', to: '/alerts/on-call' },
  { label: 'Channels', to: '/alerts/channels' },
  { label: 'Notifications', to: '/alerts/notifications' },
] as const;

/** The way between the pages about alerts; the one that is open, or that the open one is under, is marked. */
export function AlertsTabs() {
  return (
    <nav className={styles.tabs} aria-label="Alerts">
      {TABS.map(({ label, to }) => (
        <Link key={to} to={to as '/alerts'} activeOptions={{ exact: to === '/alerts', includeSearch: false }}>
          {label}
        </Link>
      ))}
    </nav>
  );
}
