import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';
import { oneOf, textOf } from '../app/search-params.js';

const SYSTEM_VIEWS = ['host', 'database', 'health'] as const;
/** One of the tabs. */
export type SystemView = (typeof SYSTEM_VIEWS)[number];

/** What of the systems is shown. */
interface SystemsSearch {
  readonly view?: SystemView;
  /** Which of several hosts. */
  readonly host?: string;
}

/** Hosts, database and health. */
export const systemsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/systems',
  validateSearch: ({ view, host }: Record<string, unknown>): SystemsSearch => ({
    view: oneOf(SYSTEM_VIEWS, view),
    host: textOf(host),
  }),
  component: lazyRouteComponent(() => import('./systems-page.js'), 'SystemsPage'),
});
