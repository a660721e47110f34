/** Somewhere to go from the page's navigation. Addresses are relative, so a path prefix in front of the service works. */
export interface Destination {
  readonly label: string;
  readonly href: string;
  /** Said in small letters after the label. */
  readonly hint?: string;
}

/** The pages of this application; the first is where everybody starts. */
export const PAGES: readonly Destination[] = [{ label: 'Overview', href: './' }];

/** The service's other doors, opened in a new tab. */
export const INTERFACES: readonly Destination[] = [
  { label: 'API reference', href: './docs', hint: 'Swagger UI' },
  { label: 'Prometheus export', href: './api/v1/monitoring/export/prometheus', hint: 'text' },
];
