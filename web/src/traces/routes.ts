import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';

/** The pages under `/traces`. */
export const traceRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/traces',
    component: lazyRouteComponent(() => import('./traces-page.js'), 'TracesPage'),
  }),
];
