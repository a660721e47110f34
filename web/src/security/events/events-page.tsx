import { getRouteApi } from '@tanstack/react-router';
import { Page } from '../../page/page.js';
import { EventFilters } from '../event-filters.js';
import { SecurityTabs } from '../security-tabs.js';
import { EventDrawer } from './event-drawer.js';
import { EventList } from './event-list.js';
import { EventStatistics } from './event-statistics.js';
import { ExportMenu } from './export-menu.js';

const route = getRouteApi('/security');

/** What happened that may be an attack: how much and of which kinds over time, and each event. */
export function EventsPage() {
  const search = route.useSearch();
  return (
    <Page title="Security" hasRange actions={<ExportMenu search={search} />}>
      <SecurityTabs />
      <EventFilters search={search} />
      <EventStatistics search={search} />
      <EventList search={search} />
      {search.event !== undefined && <EventDrawer key={search.event} eventId={search.event} />}
    </Page>
  );
}
