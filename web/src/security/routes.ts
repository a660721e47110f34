import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';
import { readAuditSearch } from './audit/audit-search.js';
import { readDecisionSearch } from './decisions/decision-search.js';
import { readEventSearch, readOffenderSearch } from './event-search.js';

/** The pages under `/security`. */
export const securityRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/security',
    validateSearch: readEventSearch,
    component: lazyRouteComponent(() => import('./events/events-page.js'), 'EventsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/security/offenders',
    validateSearch: readOffenderSearch,
    component: lazyRouteComponent(() => import('./offenders/offenders-page.js'), 'OffendersPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/security/decisions',
    validateSearch: readDecisionSearch,
    component: lazyRouteComponent(() => import('./decisions/decisions-page.js'), 'DecisionsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/security/audit',
    validateSearch: readAuditSearch,
    component: lazyRouteComponent(() => import('./audit/audit-page.js'), 'AuditPage'),
  }),
];
