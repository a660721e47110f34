import { Page } from '../page/page.js';

/** What is under `/services`. */
export function ServicesPage() {
  return <Page title="Services" />;
}
