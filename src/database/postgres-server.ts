import { join } from 'node:path';
import type { Environment } from '../config/environment.js';
import { EmbeddedPostgres } from './embedded/embedded-postgres.js';

/** The PostgreSQL the service uses: its own or somebody else's. */
export interface PostgresServer {
  url: string;
  embedded: boolean;
  /** Stops an embedded server; leaves any other alone. */
  stop(): Promise<void>;
}

/** Opens the server at `DATABASE_URL`, or else starts the embedded one under `DATA_DIR`. */
export async function openPostgres(environment: Environment, log?: (line: string) => void): Promise<PostgresServer> {
  const url = environment.get('DATABASE_URL');
  if (url) return { url, embedded: false, stop: async () => {} };
  const server = await EmbeddedPostgres.start(embeddedDirectory(environment), { log });
  return { url: server.url, embedded: true, stop: () => server.stop() };
}

/** As openPostgres, for a command line tool: beside a running service it shares the server that is already up. */
export async function openOrSharePostgres(environment: Environment): Promise<string> {
  const shared = environment.get('DATABASE_URL') ?? EmbeddedPostgres.findRunning(embeddedDirectory(environment));
  return shared ?? (await openPostgres(environment)).url;
}

function embeddedDirectory(environment: Environment): string {
  return join(environment.get('DATA_DIR'), 'postgres');
}
