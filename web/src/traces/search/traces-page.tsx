import { Page } from '../../page/page.js';

export function TracesPage() {
  return <Page title="Traces" hasRange />;
}
