import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';

/** The pages under `/errors`. */
export const errorRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/errors',
    component: lazyRouteComponent(() => import('./errors-page.js'), 'ErrorsPage'),
  }),
];
