import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';
import { readEventSearch } from './event/event-search.js';
import { readGroupSearch } from './list/group-search.js';
import { readSettingsSearch } from './settings/settings-search.js';

/** The pages under `/errors`. */
export const errorRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/errors',
    validateSearch: readGroupSearch,
    component: lazyRouteComponent(() => import('./list/errors-page.js'), 'ErrorsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/errors/settings',
    validateSearch: readSettingsSearch,
    component: lazyRouteComponent(() => import('./settings/error-settings-page.js'), 'ErrorSettingsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/errors/$groupId',
    validateSearch: readEventSearch,
    component: lazyRouteComponent(() => import('./detail/group-page.js'), 'GroupPage'),
  }),
];
