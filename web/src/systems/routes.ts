import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';

/** Hosts, database and health. */
export const systemsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/systems',
  component: lazyRouteComponent(() => import('./systems-page.js'), 'SystemsPage'),
});
