import type { IconName } from '../state/icon.js';

/** A page that the navigation names. */
export interface Destination {
  readonly label: string;
  readonly icon: IconName;
  readonly to:
    | '/'
    | '/services'
    | '/metrics'
    | '/traces'
    | '/logs'
    | '/errors'
    | '/alerts'
    | '/security'
    | '/systems'
    | '/settings';
  /** Goes there after `g`. */
  readonly key: string;
}

/** The pages in the order in which somebody looks for a fault: what is wrong, where, why, and then the keeping of things. */
export const PAGES: readonly Destination[] = [
  { label: 'Overview', icon: 'board', to: '/', key: 'o' },
  { label: 'Services', icon: 'cube', to: '/services', key: 's' },
  { label: 'Metrics', icon: 'chart', to: '/metrics', key: 'm' },
  { label: 'Traces', icon: 'waterfall', to: '/traces', key: 't' },
  { label: 'Logs', icon: 'document', to: '/logs', key: 'l' },
  { label: 'Errors', icon: 'fault', to: '/errors', key: 'e' },
  { label: 'Alerts', icon: 'bell', to: '/alerts', key: 'a' },
  { label: 'Security', icon: 'shield', to: '/security', key: 'c' },
  { label: 'Systems', icon: 'server', to: '/systems', key: 'y' },
  { label: 'Settings', icon: 'sliders', to: '/settings', key: ',' },
];

/** The service's other doors, opened in a new tab; relative to the page's base. */
export const INTERFACES = [
  { label: 'API reference', href: 'docs' },
  { label: 'Prometheus export', href: 'api/v1/monitoring/export/prometheus' },
] as const;
