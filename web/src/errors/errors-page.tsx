import { Page } from '../page/page.js';

/** What is under `/errors`. */
export function ErrorsPage() {
  return <Page title="Errors" />;
}
