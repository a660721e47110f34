import type { TraceSearch } from '../search/trace-search.js';

interface Operation {
  readonly service: string;
  readonly operation: string;
  readonly kind: string;
}

/** A route as instrumentations name server spans after it: `GET /students/:id`. */
const ROUTE = /^[A-Z]+ (\/\S*)$/;

/**
 * The search for traces with an operation. The service searches by the operation traces begin with; of others it is the route that finds
 * them, or else the service alone.
 *
 * @param roots operations traces begin with, as `rootKey` names them
 */
export function narrowToOperation({ service, operation, kind }: Operation, roots: ReadonlySet<string>): TraceSearch {
  if (roots.has(rootKey(service, operation))) return { service, operation, attribute: undefined };
  const route = kind === 'server' ? ROUTE.exec(operation)?.[1] : undefined;
  return { service, operation: undefined, attribute: route === undefined ? undefined : [`http.route:${route}`] };
}

export function rootKey(service: string, operation: string): string {
  return JSON.stringify([service, operation]);
}
