import { Page } from '../page/page.js';

/** What is under `/logs`. */
export function LogsPage() {
  return <Page title="Logs" />;
}
