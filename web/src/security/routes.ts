import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';

/** The pages under `/security`. */
export const securityRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/security',
    component: lazyRouteComponent(() => import('./security-page.js'), 'SecurityPage'),
  }),
];
