import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';
import { metricsSearch } from './search.js';

/** The pages under `/metrics`. */
export const metricRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/metrics',
    validateSearch: metricsSearch,
    component: lazyRouteComponent(() => import('./metrics-page.js'), 'MetricsPage'),
  }),
];
