import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';

/** The pages under `/alerts`. */
export const alertRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts',
    component: lazyRouteComponent(() => import('./alerts-page.js'), 'AlertsPage'),
  }),
];
