import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';

/** The pages under `/logs`. */
export const logRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/logs',
    component: lazyRouteComponent(() => import('./logs-page.js'), 'LogsPage'),
  }),
];
