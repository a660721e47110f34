import { PageLinks } from '../page/page-links.js';

const PAGES = [
  { label: 'Active', to: '/alerts' },
  { label: 'History', to: '/alerts/history' },
  { label: 'Rules', to: '/alerts/rules' },
  { label: 'Silences', to: '/alerts/silences' },
  { label: 'On call', to: '/alerts/on-call' },
  { label: 'Channels', to: '/alerts/channels' },
  { label: 'Notifications', to: '/alerts/notifications' },
] as const;

/** The way between the pages about alerts. */
export function AlertsTabs() {
  return <PageLinks label="Alerts" pages={PAGES} />;
}
