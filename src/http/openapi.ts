import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance } from 'fastify';
import { ProblemDetails } from './problem.dto.js';
import { declarePage } from './security-headers.js';

const DESCRIPTION = `Metrics, errors, traces, security events and alerts of the OneClass platform.

Times are ISO 8601 in UTC; where a time is taken, epoch milliseconds are taken too. Lists come in pages: give \`next_cursor\` back as
\`cursor\`. Every answer that is not a success is RFC 9457 problem details with the \`request_id\` of the request.

**Roles**: \`viewer\` reads, \`ingest\` sends data, \`admin\` does everything. Send a token or an ingest key as \`Authorization: Bearer …\`.
The service's own pages send the cookie of \`POST /session\` instead, and with everything but reading its \`csrf_token\` as \`X-CSRF-Token\`.`;

/** The OpenAPI document of the running service. */
export function openApiDocument(app: INestApplication, version: string): OpenAPIObject {
  const builder = new DocumentBuilder()
    .setTitle('OneClass Monitoring')
    .setDescription(DESCRIPTION)
    .setVersion(version)
    .setLicense('MIT', 'https://opensource.org/license/mit')
    .addBearerAuth({ type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'A JWT, or an ingest key.' })
    .addApiKey({ type: 'apiKey', in: 'header', name: 'X-API-Key', description: 'An ingest key.' }, 'ingest-key')
    .addGlobalResponse(
      { status: 400, description: 'The request cannot be read: bad JSON, query or path.', type: ProblemDetails },
      {
        status: 429,
        description: 'Too many calls: come back after Retry-After seconds.',
        type: ProblemDetails,
      },
      {
        status: 503,
        description: 'The database is away. Nothing is known to be stored; send it again after Retry-After seconds.',
        type: ProblemDetails,
      },
    );
  return SwaggerModule.createDocument(app, builder.build());
}

/** Serves Swagger UI at `/docs` and the document at `/docs/openapi.json`. The document is made when it is first asked for. */
export function serveOpenApi(app: INestApplication, document: () => OpenAPIObject): void {
  declarePage(app.getHttpAdapter().getInstance() as FastifyInstance, 'api-reference', '/docs');
  SwaggerModule.setup('docs', app, document, {
    jsonDocumentUrl: 'docs/openapi.json',
    yamlDocumentUrl: 'docs/openapi.yaml',
    customSiteTitle: 'OneClass Monitoring API',
    swaggerOptions: {
      persistAuthorization: true,
      displayRequestDuration: true,
      docExpansion: 'list',
      tagsSorter: 'alpha',
    },
  });
}
