import { createRouter } from '@tanstack/react-router';
import { alertRuleRoutes } from '../alert-rules/routes.js';
import { alertRoutes } from '../alerts/routes.js';
import { channelRoutes } from '../channels/routes.js';
import { errorRoutes } from '../errors/routes.js';
import { logRoutes } from '../logs/routes.js';
import { metricRoutes } from '../metrics/routes.js';
import { overviewRoute } from '../overview/routes.js';
import { PageFault } from '../page/page-fault.js';
import { PageWaiting } from '../page/page-waiting.js';
import { securityRoutes } from '../security/routes.js';
import { serviceRoutes } from '../services/routes.js';
import { settingsRoutes } from '../settings/routes.js';
import { systemsRoute } from '../systems/routes.js';
import { traceRoutes } from '../traces/routes.js';
import { rootRoute } from './root-route.js';
import { parseSearch, writeSearch } from './search-params.js';

const routeTree = rootRoute.addChildren([
  overviewRoute,
  ...serviceRoutes,
  ...metricRoutes,
  ...traceRoutes,
  ...logRoutes,
  ...errorRoutes,
  ...alertRoutes,
  ...alertRuleRoutes,
  ...channelRoutes,
  ...securityRoutes,
  systemsRoute,
  ...settingsRoutes,
]);

/** Where the address leads. Each page's code is loaded when somebody goes there, or points at a link to it. */
export const router = createRouter({
  routeTree,
  basepath: new URL(document.baseURI).pathname,
  parseSearch,
  stringifySearch: writeSearch,
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  defaultPendingComponent: PageWaiting,
  defaultErrorComponent: PageFault,
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
