import { Page } from '../../page/page.js';
import { AlertsTabs } from '../alerts-tabs.js';

export function OnCallPage() {
  return (
    <Page title="Alerts">
      <AlertsTabs />
    </Page>
  );
}
