/** A page that the navigation names. */
export interface Destination {
  readonly label: string;
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
  { label: 'Overview', to: '/', key: 'o' },
  { label: 'Services', to: '/services', key: 's' },
  { label: 'Metrics', to: '/metrics', key: 'm' },
  { label: 'Traces', to: '/traces', key: 't' },
  { label: 'Logs', to: '/logs', key: 'l' },
  { label: 'Errors', to: '/errors', key: 'e' },
  { label: 'Alerts', to: '/alerts', key: 'a' },
  { label: 'Security', to: '/security', key: 'c' },
  { label: 'Systems', to: '/systems', key: 'y' },
  { label: 'Settings', to: '/settings', key: ',' },
];

/** The service's other doors, opened in a new tab; relative to the page's base. */
export const INTERFACES = [
  { label: 'API reference', href: 'docs' },
  { label: 'Prometheus export', href: 'api/v1/monitoring/export/prometheus' },
] as const;
