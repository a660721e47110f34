import { Page } from '../page/page.js';

/** What is under `/traces`. */
export function TracesPage() {
  return <Page title="Traces" />;
}
