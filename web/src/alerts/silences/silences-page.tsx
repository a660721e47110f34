import { Page } from '../../page/page.js';
import { AlertsTabs } from '../alerts-tabs.js';

export function SilencesPage() {
  return (
    <Page title="Alerts">
      <AlertsTabs />
    </Page>
  );
}
