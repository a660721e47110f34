import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../app/root-route.js';

/** The pages about channels: where notifications go. */
export const channelRoutes = [
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts/channels',
    component: lazyRouteComponent(() => import('./channels-page.js'), 'ChannelsPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts/channels/new',
    component: lazyRouteComponent(() => import('./new-channel-page.js'), 'NewChannelPage'),
  }),
  createRoute({
    getParentRoute: () => rootRoute,
    path: '/alerts/channels/$name',
    component: lazyRouteComponent(() => import('./channel-page.js'), 'ChannelPage'),
  }),
];
