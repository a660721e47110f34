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

/** The page that shows a thing, relative to the page's base. */
export function addressOf(kind: string, id: string): string {
  const name = encodeURIComponent(id);
  switch (kind) {
    case 'service':
      return `/services/${name}`;
    case 'error_group':
      return `/errors/${name}`;
    case 'trace':
      return `/traces/${name}`;
    case 'alert':
      return `/alerts/${name}`;
    case 'alert_rule':
      return `/alerts/rules/${name}`;
    case 'metric':
      return `/metrics?metric=${name}`;
    case 'operation':
      return `/traces?operation=${name}`;
    case 'request':
      return `/logs?request_id=${name}`;
    default:
      return '/';
  }
}
