import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';
import { oneOf } from '../app/search-params.js';

const SETTINGS_VIEWS = ['configuration', 'keys', 'retention', 'users', 'appearance', 'about'] as const;
/** One of the tabs. */
export type SettingsView = (typeof SETTINGS_VIEWS)[number];

/** The pages under `/settings`. */
export const settingsRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/settings',
    validateSearch: ({ view }: Record<string, unknown>): { readonly view?: SettingsView } => ({
      view: oneOf(SETTINGS_VIEWS, view),
    }),
    component: lazyRouteComponent(() => import('./settings-page.js'), 'SettingsPage'),
  }),
];
