import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';
import { readTraceSearch } from './search/trace-search.js';
import { readViewSearch } from './trace/view-search.js';

/** The pages under `/traces`. */
export const traceRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/traces',
    validateSearch: readTraceSearch,
    component: lazyRouteComponent(() => import('./search/traces-page.js'), 'TracesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/traces/$traceId',
    validateSearch: readViewSearch,
    component: lazyRouteComponent(() => import('./trace/trace-page.js'), 'TracePage'),
  }),
];
