import { Page } from '../page/page.js';

/** What is under `/alerts`. */
export function AlertsPage() {
  return <Page title="Alerts" />;
}
