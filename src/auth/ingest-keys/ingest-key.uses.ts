import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { Clock } from '../../jobs/clock.js';
import { JobRunner } from '../../jobs/job-runner.js';

const WRITE_SECONDS = 20;
const MINUTE_MS = 60_000;

/** When each ingest key was last used: noted in memory by every request, and written to the minute, all keys in one statement. */
@Injectable()
export class IngestKeyUses implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(IngestKeyUses.name);
  /** By the id of the key: the minute of its last use, and the one that is written; both epoch minutes. */
  private readonly noted = new Map<string, { minute: number; written: number }>();

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly jobs: JobRunner,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every('ingest-key-uses', WRITE_SECONDS, () => this.write());
  }

  async onModuleDestroy(): Promise<void> {
    // What is lost is a minute or two of a date.
    await this.write().catch((fault: unknown) =>
      this.logger.warn({ err: fault }, 'the last uses of keys are not kept'),
    );
  }

  /** Costs a request a look into a map. */
  note(keyId: string): void {
    const minute = Math.floor(this.clock.now() / MINUTE_MS);
    const known = this.noted.get(keyId);
    if (known) known.minute = minute;
    else this.noted.set(keyId, { minute, written: 0 });
  }

  private async write(): Promise<void> {
    const due = [...this.noted].filter(([, { minute, written }]) => minute > written);
    if (due.length === 0) return;
    const uses = due.map(([id, { minute }]) => ({ id, minute })).sort((a, b) => (a.id < b.id ? -1 : 1));
    await this.database.query(
      `update ingest_keys set last_used_at = used.at
       from unnest($1::uuid[], $2::timestamptz[]) as used (id, at)
       where ingest_keys.id = used.id and (last_used_at is null or last_used_at < used.at)`,
      [uses.map(({ id }) => id), uses.map(({ minute }) => new Date(minute * MINUTE_MS))],
    );
    for (const { id, minute } of uses) this.noted.get(id)!.written = minute;
  }
}
