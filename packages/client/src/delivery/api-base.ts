const API_PATH = '/api/v1/monitoring';

/** Where the service stands: its address, with the path it has behind a proxy; one that ends with the API's own path means the same. */
export function serviceBase(endpoint: string): string {
  const { origin, pathname } = new URL(endpoint);
  const path = pathname.replace(/\/+$/, '');
  return origin + (path.endsWith(API_PATH) ? path.slice(0, -API_PATH.length) : path);
}

/** Where the API stands below it. */
export function apiBase(endpoint: string): string {
  return serviceBase(endpoint) + API_PATH;
}
