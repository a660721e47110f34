import { Page } from '../../page/page.js';
import { AlertsTabs } from '../alerts-tabs.js';

export function AlertPage() {
  return (
    <Page title="Alerts">
      <AlertsTabs />
    </Page>
  );
}
