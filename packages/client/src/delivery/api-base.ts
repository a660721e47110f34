const API_PATH = '/api/v1/monitoring';

/** Where the API stands: below the service's address; with a path of its own, that path is taken as the API's. */
export function apiBase(endpoint: string): string {
  const url = new URL(endpoint);
  const path = url.pathname.replace(/\/+$/, '');
  return url.origin + (path === '' ? API_PATH : path);
}
