import { Page } from '../page/page.js';

/** What is under `/metrics`. */
export function MetricsPage() {
  return <Page title="Metrics" />;
}
