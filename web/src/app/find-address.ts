/** What the kinds of things are called, as `GET /search` and `GET /changes` name them. */
export const KIND_WORDS: Readonly<Record<string, string>> = {
  service: 'Service',
  error_group: 'Error',
  trace: 'Trace',
  alert: 'Alert',
  alert_rule: 'Alert rule',
  metric: 'Metric',
  operation: 'Operation',
  request: 'Request',
};

/** Where the page of a thing is: a path below the page's base, and its query. */
interface Address {
  readonly to: string;
  readonly search?: Readonly<Record<string, string>>;
}

/** The page that shows a thing. */
export function addressOf(kind: string, id: string): Address {
  const name = encodeURIComponent(id);
  switch (kind) {
    case 'service':
      return { to: `/services/${name}` };
    case 'error_group':
      return { to: `/errors/${name}` };
    case 'trace':
      return { to: `/traces/${name}` };
    case 'alert':
      return { to: `/alerts/${name}` };
    case 'alert_rule':
      return { to: `/alerts/rules/${name}` };
    case 'metric':
      return { to: '/metrics', search: { metric: id } };
    case 'operation':
      return { to: '/traces', search: { operation: id } };
    case 'request':
      return { to: '/logs', search: { request_id: id } };
    default:
      return { to: '/' };
  }
}
