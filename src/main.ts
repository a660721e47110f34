import 'reflect-metadata';
import { Logger } from '@nestjs/common';
import { mintToken } from './auth/mint-token.js';
import { findTokenKeys } from './auth/token-keys.js';
import { Environment, EnvironmentFault } from './config/environment.js';
import { openPostgres } from './database/postgres-server.js';
import { stopOnSignal } from './shutdown.js';

const FIRST_RUN_TOKEN_SECONDS = 12 * 3600;

async function start(): Promise<void> {
  const environment = Environment.ofProcess();
  // Stack traces name the compiled files, not the bundle they were put into; for code loaded from here on.
  process.setSourceMapsEnabled(true);
  // Lines are kept until the application's logger is there to write them.
  Logger.attachBuffer();
  // The server starts while the application's code is being loaded.
  const [postgres, { createApplication }] = await Promise.all([
    openPostgres(environment, logPostgres),
    import('./application.js'),
  ]);
  const app = await createApplication(environment, postgres.url).catch(async (fault: unknown) => {
    await postgres.stop();
    throw fault;
  });
  stopOnSignal(app, postgres);
  await app.listen(environment.get('PORT'), environment.get('HOST'));
  const { port } = app.getHttpServer().address() as { port: number };
  printLinks(environment, environment.publicUrl(port));
}

const postgresLogger = new Logger('postgres');

function logPostgres(line: string): void {
  if (/\b(WARNING|ERROR|FATAL|PANIC|has died)\b/.test(line)) postgresLogger.warn(line);
  else postgresLogger.debug(line);
}

/** The links a person needs. A token is printed only while the service signs with a secret of its own making. */
function printLinks(environment: Environment, url: string): void {
  const keys = findTokenKeys(environment);
  const token =
    keys.kind === 'secret' && keys.selfKept
      ? mintToken(environment, { subject: 'first-run', role: 'admin', ttlSeconds: FIRST_RUN_TOKEN_SECONDS })
      : undefined;
  console.log(`
  Dashboard          ${url}/${token ? `#token=${token}` : ''}
  Swagger UI         ${url}/docs
  Prometheus export  ${url}/api/v1/monitoring/export/prometheus
`);
}

start().catch((fault: unknown) => {
  console.error(fault instanceof EnvironmentFault ? fault.message : fault);
  process.exit(1);
});
