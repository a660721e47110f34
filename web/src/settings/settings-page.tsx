import { Page } from '../page/page.js';

/** What is under `/settings`. */
export function SettingsPage() {
  return <Page title="Settings" />;
}
