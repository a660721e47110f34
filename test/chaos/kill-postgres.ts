import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLineOf, descendantsOf } from '../support/process-tree.js';
import type { TestService } from '../support/service.js';

/**
 * What dies of the embedded PostgreSQL: its first process (the others notice and follow), one that serves a connection
 * (the first then restarts all others), or every process at once with the shell that watches over them.
 */
export const POSTGRES_KILLS = ['postmaster', 'backend', 'everything'] as const;

/** `kill -9` of the embedded PostgreSQL of a service. */
export function killPostgres(service: TestService, what: (typeof POSTGRES_KILLS)[number]): void {
  for (const id of victims(service, what)) {
    try {
      process.kill(id, 'SIGKILL');
    } catch (fault) {
      // It went before its turn came.
      if ((fault as NodeJS.ErrnoException).code !== 'ESRCH') throw fault;
    }
  }
}

function victims(service: TestService, what: (typeof POSTGRES_KILLS)[number]): number[] {
  if (what === 'everything') return descendantsOf(service.process.child.pid!);
  const postmaster = Number(readFileSync(join(service.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]);
  return what === 'postmaster' ? [postmaster] : descendantsOf(postmaster).filter(servesClient).slice(-1);
}

/** PostgreSQL names its processes: `postgres: user database [local] state`. */
function servesClient(id: number): boolean {
  return commandLineOf(id).startsWith('postgres: postgres monitoring ');
}
