import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { SEVERITIES } from '../api/alert.js';
import { rootRoute } from '../app/root-route.js';
import { listOf, oneOf, textOf } from '../app/search-params.js';
import { GROUPINGS, type Grouping } from './active/grouping.js';

type Search = Record<string, unknown>;

/** What of the open alerts is shown. */
export interface AlertSearch {
  q?: string;
  severity?: string[];
  service?: string;
  by?: Grouping;
}

/** Which alerts of the past are shown. */
export interface HistorySearch {
  name?: string;
  severity?: string[];
  service?: string;
  rule?: string;
}

/** Which silences are shown; `new` holds the matchers of one about to be written. */
export interface SilenceSearch {
  status?: 'expired';
  new?: string;
}

/** Which notifications are shown, and of which one the attempts. */
export interface NotificationSearch {
  channel?: string;
  status?: string;
  event?: string;
  notification?: string;
}

const severities = (value: unknown) =>
  listOf(value)?.filter((item) => (SEVERITIES as readonly string[]).includes(item));

/** The pages under `/alerts`, but for those of rules and channels. */
export const alertRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts',
    validateSearch: ({ q, severity, service, by }: Search): AlertSearch => ({
      q: textOf(q),
      severity: severities(severity),
      service: textOf(service),
      by: oneOf(GROUPINGS, by),
    }),
    component: lazyRouteComponent(() => import('./alerts-page.js'), 'AlertsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts/$alertId',
    component: lazyRouteComponent(() => import('./detail/alert-page.js'), 'AlertPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts/history',
    validateSearch: ({ name, severity, service, rule }: Search): HistorySearch => ({
      name: textOf(name),
      severity: severities(severity),
      service: textOf(service),
      rule: textOf(rule),
    }),
    component: lazyRouteComponent(() => import('./history/history-page.js'), 'HistoryPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts/silences',
    validateSearch: (search: Search): SilenceSearch => ({
      status: oneOf(['expired'] as const, search.status),
      new: textOf(search.new),
    }),
    component: lazyRouteComponent(() => import('./silences/silences-page.js'), 'SilencesPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts/on-call',
    component: lazyRouteComponent(() => import('./on-call/on-call-page.js'), 'OnCallPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts/notifications',
    validateSearch: ({ channel, status, event, notification }: Search): NotificationSearch => ({
      channel: textOf(channel),
      status: textOf(status),
      event: textOf(event),
      notification: textOf(notification),
    }),
    component: lazyRouteComponent(() => import('./notifications/notifications-page.js'), 'NotificationsPage'),
  }),
];
