import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Page } from '../page/page.js';
import { ViewTabs } from '../page/view-tabs.js';
import { AboutView } from './about-view.js';
import { AppearanceView } from './appearance-view.js';
import { ConfigurationView } from './configuration/configuration-view.js';
import { IngestKeysView } from './ingest-keys/ingest-keys-view.js';
import { PeopleView } from './people/people-view.js';
import { RetentionView } from './retention/retention-view.js';
import type { SettingsView } from './routes.js';

const route = getRouteApi('/settings');

const VIEWS: Readonly<Record<SettingsView, string>> = {
  configuration: 'Configuration',
  keys: 'Ingest keys',
  retention: 'Retention',
  users: 'Users',
  appearance: 'Appearance',
  about: 'About',
};

/** What administrators may change, who may do what, and how the pages look. */
export function SettingsPage() {
  const { view = 'configuration' } = route.useSearch();
  const navigate = useNavigate({ from: '/settings' });
  return (
    <Page title="Settings" tabTitle={`${VIEWS[view]} · Settings`}>
      <ViewTabs
        label="Settings"
        views={VIEWS}
        value={view}
        onChange={(next) => void navigate({ search: (search) => ({ ...search, view: next }) })}
      >
        {view === 'configuration' && <ConfigurationView />}
        {view === 'keys' && <IngestKeysView />}
        {view === 'retention' && <RetentionView />}
        {view === 'users' && <PeopleView />}
        {view === 'appearance' && <AppearanceView />}
        {view === 'about' && <AboutView />}
      </ViewTabs>
    </Page>
  );
}
