import type { Server } from 'node:http';
import type { INestApplication } from '@nestjs/common';
import type { PostgresServer } from './database/postgres-server.js';

/** So long requests may go on; then connections are cut: a client may have stopped sending or reading without closing its own. */
const CUT_MS = 4_000;
/** After this time the process ends whatever is still under way. */
const LIMIT_MS = 9_000;

/** On SIGTERM and SIGINT: no new connections, finish what is in flight, then the jobs, then the database. */
export function stopOnSignal(app: INestApplication, postgres: PostgresServer): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), LIMIT_MS).unref();
    // A kept-alive connection becomes idle when its last answer is sent; closing the server alone would wait for its timeout.
    const server = app.getHttpServer() as Server;
    setInterval(() => server.closeIdleConnections(), 50).unref();
    setTimeout(() => server.closeAllConnections(), CUT_MS).unref();
    try {
      await app.close();
      await postgres.stop();
      process.exit(0);
    } catch (fault) {
      console.error(fault);
      process.exit(1);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void stop());
}
