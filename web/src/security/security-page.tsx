import { Page } from '../page/page.js';

/** What is under `/security`. */
export function SecurityPage() {
  return <Page title="Security" />;
}
