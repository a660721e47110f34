import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ConnectService } from '../overview/services/connect-service.js';
import { Page } from '../page/page.js';
import { ViewTabs } from '../page/view-tabs.js';
import { ServiceList } from './service-list.js';
import { ServiceMap } from './service-map.js';

const route = getRouteApi('/services');
const VIEWS = { list: 'List', map: 'Map' } as const;

/** Every service that was seen, as a list and as a map of who calls whom. */
export function ServicesPage() {
  const { view = 'list' } = route.useSearch();
  const navigate = useNavigate({ from: '/services' });
  return (
    <Page title="Services" hasRange>
      <ViewTabs
        label="Ways to see the services"
        views={VIEWS}
        value={view}
        onChange={(next) =>
          void navigate({ search: (search) => ({ ...search, view: next === 'map' ? next : undefined }) })
        }
      >
        {view === 'map' ? <ServiceMap /> : <ServiceList empty={<ConnectService />} />}
      </ViewTabs>
    </Page>
  );
}
