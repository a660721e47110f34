import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';

/** The pages under `/metrics`. */
export const metricRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/metrics',
    component: lazyRouteComponent(() => import('./metrics-page.js'), 'MetricsPage'),
  }),
];
