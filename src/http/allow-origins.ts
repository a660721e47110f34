import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** How long a browser may remember that it may ask, seconds. */
const REMEMBER_SECONDS = 600;

/**
 * Lets pages of these origins call the API (CORS); without any, nothing is said to browsers and they let none. They send tokens
 * in a header; the cookie of the service's own pages is for those alone, so no credentials are allowed.
 */
export function allowOrigins(app: NestFastifyApplication, origins: string[] | undefined): void {
  if (!origins) return;
  app.enableCors({
    origin: origins,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: ['authorization', 'content-type', 'x-api-key', 'x-batch-id', 'x-request-id', 'traceparent'],
    exposedHeaders: ['x-request-id', 'ratelimit', 'ratelimit-policy', 'retry-after'],
    maxAge: REMEMBER_SECONDS,
  });
}
