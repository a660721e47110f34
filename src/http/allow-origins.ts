import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** How long a browser may remember that it may ask, seconds. */
const REMEMBER_SECONDS = 600;

/**
 * Lets pages of these origins call the API (CORS); without any, nothing is said to browsers and they let none. Tokens are sent in a header,
 * never in a cookie, so there are no credentials to allow.
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
