import { Page } from '../page/page.js';

/** Hosts, database and health. */
export function SystemsPage() {
  return <Page title="Systems" />;
}
