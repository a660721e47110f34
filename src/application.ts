import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Logger } from 'nestjs-pino';
import { AppModule } from './app.module.js';
import type { Environment } from './config/environment.js';
import { serveWeb } from './dashboard/serve-web.js';
import { allowOrigins } from './http/allow-origins.js';
import { createHttpAdapter } from './http/http-adapter.js';
import { InputPipe } from './http/input.pipe.js';
import { openApiDocument, serveOpenApi } from './http/openapi.js';
import { ProblemFilter } from './http/problem.filter.js';
import { PROTOCOL_ROUTES } from './protocols/protocols.module.js';
import { version } from './version.js';

/** Puts the application together, ready to listen. */
export async function createApplication(
  environment: Environment,
  databaseUrl: string,
): Promise<NestFastifyApplication> {
  const adapter = createHttpAdapter(environment);
  const app = await NestFactory.create<NestFastifyApplication>(AppModule.with(environment, databaseUrl), adapter, {
    bodyParser: false,
    bufferLogs: true,
    abortOnError: false,
  });
  app.useLogger(app.get(Logger));
  app.setGlobalPrefix('api/v1/monitoring', { exclude: PROTOCOL_ROUTES });
  app.useGlobalPipes(new InputPipe());
  app.useGlobalFilters(new ProblemFilter());
  allowOrigins(app, environment.get('CORS_ORIGINS'));
  serveOpenApi(app, () => openApiDocument(app, version));
  await serveWeb(app);
  return app;
}
