import { Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { ConnectService } from '../overview/services/connect-service.js';
import { Page } from '../page/page.js';
import { ServiceList } from './service-list.js';
import { ServiceMap } from './service-map.js';

const route = getRouteApi('/services');

/** Every service that was seen, as a list and as a map of who calls whom. */
export function ServicesPage() {
  const { view = 'list' } = route.useSearch();
  const navigate = useNavigate({ from: '/services' });
  return (
    <Page title="Services" hasRange>
      <Tabs
        value={view}
        onChange={(next) =>
          void navigate({ search: (search) => ({ ...search, view: next === 'map' ? 'map' : undefined }) })
        }
        keepMounted={false}
      >
        <Tabs.List mb={16}>
          <Tabs.Tab value="list">List</Tabs.Tab>
          <Tabs.Tab value="map">Map</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="list">
          <ServiceList empty={<ConnectService />} />
        </Tabs.Panel>
        <Tabs.Panel value="map">
          <ServiceMap />
        </Tabs.Panel>
      </Tabs>
    </Page>
  );
}
