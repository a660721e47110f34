import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { Page } from '../page/page.js';
import { ViewTabs } from '../page/view-tabs.js';
import { DatabaseView } from './database/database-view.js';
import { HealthView } from './health/health-view.js';
import { HostView } from './host/host-view.js';
import type { SystemView } from './routes.js';

const route = getRouteApi('/systems');

const VIEWS: Readonly<Record<SystemView, string>> = { host: 'Host', database: 'Database', health: 'Health' };

/** What the service runs on: its hosts, its database, and whether all of it and what it checks is well. */
export function SystemsPage() {
  const { view = 'host' } = route.useSearch();
  const navigate = useNavigate({ from: '/systems' });
  return (
    <Page title="Systems" tabTitle={`${VIEWS[view]} · Systems`} hasRange>
      <ViewTabs
        label="Systems"
        views={VIEWS}
        value={view}
        onChange={(next) => void navigate({ search: (search) => ({ ...search, view: next }) })}
      >
        {view === 'host' && <HostView />}
        {view === 'database' && <DatabaseView />}
        {view === 'health' && <HealthView />}
      </ViewTabs>
    </Page>
  );
}
