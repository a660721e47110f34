import type { FastifyInstance, FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import helmet from 'helmet';
import type { Environment } from '../config/environment.js';
import { type WireForm, wireFormOf } from './wire-form.js';

/** Which of the service's pages a route belongs to: they run different code, so they are allowed different things. */
export type Page = 'dashboard' | 'api-reference';

const YEAR_SECONDS = 31_536_000;

/** Both load their own files and talk to their own service, nothing else; neither runs an inline script, and nobody may frame them. */
const BOTH = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
};

const POLICIES: Record<Page, Record<string, string[]>> = {
  // Its document says how far above its address the service's root is. No code in it may turn text into markup (Trusted Types).
  dashboard: {
    ...BOTH,
    'base-uri': ["'self'"],
    'require-trusted-types-for': ["'script'"],
    'trusted-types': ["'none'"],
  },
  // Swagger UI has a style sheet and style attributes in its page.
  'api-reference': { ...BOTH, 'style-src': ["'self'", "'unsafe-inline'"] },
};

/** What a browser is told of answers that are no page: nothing in them is to be run, framed or guessed at. */
const API_HEADERS = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/**
 * Sets the headers of every answer: those of a page are helmet's, those of the API three fixed ones. `@fastify/helmet` for all took a small
 * request and its client 23 µs more of 83, and its hooks alone 10 µs. That the service is reached by TLS alone (HSTS) is only said where it is.
 */
export class SecurityHeaders {
  readonly api: Readonly<Record<string, string>>;
  private readonly pages: Record<Page, ReturnType<typeof helmet>>;

  constructor(environment: Environment) {
    const tls = environment.get('PUBLIC_URL')?.startsWith('https:') ?? false;
    this.api = { ...API_HEADERS, ...(tls ? { 'strict-transport-security': `max-age=${YEAR_SECONDS}` } : {}) };
    const pageOf = (page: Page) =>
      helmet({
        contentSecurityPolicy: { useDefaults: false, directives: POLICIES[page] },
        strictTransportSecurity: tls && { maxAge: YEAR_SECONDS, includeSubDomains: false },
        xFrameOptions: { action: 'deny' },
      });
    this.pages = { dashboard: pageOf('dashboard'), 'api-reference': pageOf('api-reference') };
  }

  set(request: FastifyRequest, reply: FastifyReply): void {
    const { page } = wireFormOf(request);
    if (page) this.pages[page](request.raw, reply.raw, rethrow);
    else reply.headers(this.api);
  }
}

function rethrow(fault?: unknown): void {
  if (fault) throw fault;
}

/** Makes the routes that are added from now on, below `prefix` if one is given, those of a page. */
export function declarePage(fastify: FastifyInstance, page: Page, prefix = ''): void {
  fastify.addHook('onRoute', (route: RouteOptions) => {
    if (route.url.startsWith(prefix)) route.config = { ...route.config, page } satisfies WireForm as never;
  });
}
