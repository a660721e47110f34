import type { FastifyRequest } from 'fastify';

const KEY_FIELD = /\bsentry_key=([\w-]{1,128})/;

/** The ingest key that a Sentry SDK takes from its DSN: in the header `X-Sentry-Auth`, as browsers do in the query, or in `Authorization`. */
export function sentryKeyOf({ headers, query }: FastifyRequest): string | undefined {
  const { sentry_key: inQuery } = query as { sentry_key?: unknown };
  if (typeof inQuery === 'string') return inQuery;
  const header = headers['x-sentry-auth'] ?? headers.authorization;
  return typeof header === 'string' ? KEY_FIELD.exec(header)?.[1] : undefined;
}
