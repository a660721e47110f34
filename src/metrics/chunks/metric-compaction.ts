import { Injectable, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Database } from '../../database/database.js';
import { ExclusiveJobs } from '../../jobs/exclusive-jobs.js';
import { BlockMerger } from './block-merger.js';
import { InboxMover } from './inbox-mover.js';

/** Longest time between two looks at the inbox. */
const TICK_SECONDS = 5;
/** Past hours are looked at once in so many waits: when much arrives late, each look would write their chunks anew. */
const SETTLING_WAITS = 5;
/** An inbox as large as this is moved at once: queries read all of it. */
const MANY_ROWS = 2000;
const MANY_SAMPLES = 4_000_000;

/**
 * Moves what was recorded into chunks once it is METRIC_COMPACTION_SECONDS old, and joins what came in short pieces. Longer waits
 * make better chunks, shorter ones a smaller inbox. One replica does it.
 */
@Injectable()
export class MetricCompaction implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly waitSeconds: number;
  private nextSettlingAt = 0;
  private stopping = false;

  constructor(
    private readonly database: Database,
    private readonly mover: InboxMover,
    private readonly merger: BlockMerger,
    private readonly jobs: ExclusiveJobs,
    environment: Environment,
  ) {
    this.waitSeconds = environment.get('METRIC_COMPACTION_SECONDS');
  }

  onApplicationBootstrap(): void {
    this.jobs.every('metric-compaction', Math.min(TICK_SECONDS, this.waitSeconds), () => this.compact());
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }

  private async compact(): Promise<void> {
    let moved = false;
    while (!this.stopping && (await this.isDue()) && (await this.mover.move())) moved = true;
    const settled = performance.now() >= this.nextSettlingAt;
    if (settled) this.nextSettlingAt = performance.now() + this.waitSeconds * SETTLING_WAITS * 1000;
    if (!moved && !settled) return;
    while (!this.stopping && (await this.merger.merge(settled ? 'all hours' : 'crowded hours')));
  }

  private async isDue(): Promise<boolean> {
    const [state] = await this.database.query<{ due: boolean }>(
      `select count(*) >= ${MANY_ROWS} or sum(sample_count) >= ${MANY_SAMPLES}
           or min(recorded_at) <= now() - make_interval(secs => $1) as due from metric_inbox`,
      [this.waitSeconds],
    );
    return state!.due;
  }
}
