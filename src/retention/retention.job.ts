import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { ExclusiveJobs } from '../jobs/exclusive-jobs.js';
import { Cleanup } from './cleanup.js';

/** Half past three at night, UTC; partitions a little after each midnight and noon, so that one missed run costs nothing. */
const CLEANUP = '30 3 * * *';
const PREPARE = '5 0,12 * * *';

/** Keeps partitions ahead and old data away, day by day; one replica does it for all. */
@Injectable()
export class RetentionJob implements OnApplicationBootstrap {
  private readonly logger = new Logger(RetentionJob.name);

  constructor(
    private readonly jobs: ExclusiveJobs,
    private readonly cleanup: Cleanup,
  ) {}

  /** Partitions are made while the service starts to take requests: until then rows go to the default partition. */
  onApplicationBootstrap(): void {
    this.jobs.cron('retention-prepare', PREPARE, () => this.cleanup.prepare());
    this.jobs.cron('retention-cleanup', CLEANUP, () => this.clean());
    void this.jobs.runNow('retention-prepare', () => this.cleanup.prepare());
  }

  private async clean(): Promise<void> {
    const { results, failed } = await this.cleanup.run(false);
    for (const { table, partitions, rows } of results) {
      if (rows > 0) this.logger.log(`${table}: removed ${rows} rows, ${partitions.length} partitions dropped`);
    }
    if (failed.length > 0) throw new Error(`cleaning up failed for ${failed.map(({ table }) => table).join(', ')}`);
  }
}
