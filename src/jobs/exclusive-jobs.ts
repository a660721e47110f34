import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { JobRunner, SKIPPED } from './job-runner.js';

/** Jobs of which one replica runs a turn and the others skip it, agreed on by a PostgreSQL advisory lock. */
@Injectable()
export class ExclusiveJobs {
  constructor(
    private readonly runner: JobRunner,
    private readonly database: Database,
  ) {}

  /** Every so many seconds; call it from `onApplicationBootstrap`. */
  every(name: string, seconds: number, work: () => Promise<void>): void {
    this.runner.every(name, seconds, () => this.alone(name, work));
  }

  /** By a cron expression, in UTC. */
  cron(name: string, expression: string, work: () => Promise<void>): void {
    this.runner.cron(name, expression, () => this.alone(name, work));
  }

  /** Runs a job that was declared here now, unless it is running. Never rejects. */
  runNow(name: string, work: () => Promise<void>): Promise<void> {
    return this.runner.run(name, () => this.alone(name, work));
  }

  /** The lock belongs to a transaction, so that it goes with the connection when a replica dies. */
  private alone(name: string, work: () => Promise<void>): Promise<typeof SKIPPED | undefined> {
    return this.database.transaction(async (tx) => {
      const [lock] = await tx.query<{ taken: boolean }>('select pg_try_advisory_xact_lock(hashtext($1)) as taken', [
        `job:${name}`,
      ]);
      if (!lock!.taken) return SKIPPED;
      await work();
      return undefined;
    });
  }
}
