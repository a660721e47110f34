import { chmodSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '../../dist/src/database/embedded/embedded-postgres.js';

/** One embedded PostgreSQL for all end-to-end tests; every test file makes its own database on it. */
export default async function startPostgres() {
  const directory = mkdtempSync(join(tmpdir(), 'monitoring-test-'));
  // The server may run under another account than the tests: let it through this folder.
  chmodSync(directory, 0o755);
  // A crash of the machine may lose the tests' data; a crash of a process may not, so tests that kill stay true.
  const settings = { fsync: 'off', full_page_writes: 'off', max_connections: '300' };
  const postgres = await EmbeddedPostgres.start(join(directory, 'postgres'), { settings });
  process.env.TEST_POSTGRES_URL = postgres.url;
  globalThis.testPostgres = { postgres, directory };
}
