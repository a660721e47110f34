import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';
import { readLogSearch } from './log-search.js';

/** The pages under `/logs`. */
export const logRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/logs',
    validateSearch: readLogSearch,
    component: lazyRouteComponent(() => import('./logs-page.js'), 'LogsPage'),
  }),
];
