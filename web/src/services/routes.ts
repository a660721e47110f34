import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';

/** The pages under `/services`. */
export const serviceRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/services',
    component: lazyRouteComponent(() => import('./services-page.js'), 'ServicesPage'),
  }),
];
