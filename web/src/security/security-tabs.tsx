import { PageLinks } from '../page/page-links.js';

const PAGES = [
  { label: 'Events', to: '/security' },
  { label: 'Offenders', to: '/security/offenders' },
  { label: 'Decisions', to: '/security/decisions' },
  { label: 'Audit', to: '/security/audit' },
] as const;

/** The way between the pages about security. */
export function SecurityTabs() {
  return <PageLinks label="Security" pages={PAGES} />;
}
