import type { IncomingHttpHeaders } from 'node:http';

/** A request as the framework knows it: Fastify tells its route by `routeOptions`, Express by the rest. */
export interface RoutedRequest {
  /** The caller's address, behind the proxies that the framework was told to trust. */
  readonly ip?: string;
  headers: IncomingHttpHeaders;
  readonly routeOptions?: { readonly url?: string };
  readonly baseUrl?: string;
  readonly route?: { readonly path: unknown };
  /** Path and query; Express cuts the former as it goes from router to router, and keeps the latter as it came. */
  url?: string | undefined;
  readonly originalUrl?: string;
  /** As a parser of the framework left it, if one did. */
  readonly body?: unknown;
  /** Whom a guard or a strategy of passport found the caller to be. */
  readonly user?: unknown;
}

/** Node's response, or that of Fastify, which keeps the headers to itself. */
export interface Answer {
  getHeader(name: string): unknown;
}

/** Where Fastify (4 and 5) keeps what it knows of a request's route. */
type Keeping = { readonly [key: symbol]: { readonly config?: { readonly url?: string } } | undefined };
let contextKey: symbol | undefined;

/** The template of the route; undefined when none matched. */
export function routeOf(request: RoutedRequest): string | undefined {
  if ('routeOptions' in request) return routeOfFastify(request);
  const { route, baseUrl = '' } = request;
  return route === undefined ? undefined : `${baseUrl}${String(route.path)}`;
}

/** The public property puts eleven others together at every reading, which takes a microsecond. */
function routeOfFastify(request: RoutedRequest): string | undefined {
  contextKey ??= Object.getOwnPropertySymbols(request).find(({ description }) => description === 'fastify.context');
  const context = contextKey && (request as unknown as Keeping)[contextKey];
  return context ? context.config?.url : request.routeOptions?.url;
}
