import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';
import { oneOf, textOf } from '../app/search-params.js';

const SERVICE_VIEWS = ['list', 'map'] as const;

/** What of the services is shown. */
interface ServicesSearch {
  readonly view?: (typeof SERVICE_VIEWS)[number];
  /** A part of the name. */
  readonly q?: string;
  /** The service in the middle of the map. */
  readonly around?: string;
}

/** Every service, and one of them. */
export const serviceRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/services',
    validateSearch: ({ view, q, around }: Record<string, unknown>): ServicesSearch => ({
      view: oneOf(SERVICE_VIEWS, view),
      q: textOf(q),
      around: textOf(around),
    }),
    component: lazyRouteComponent(() => import('./services-page.js'), 'ServicesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/services/$service',
    component: lazyRouteComponent(() => import('./service-page.js'), 'ServicePage'),
  }),
];
