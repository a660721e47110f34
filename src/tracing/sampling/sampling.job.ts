import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Clock } from '../../jobs/clock.js';
import { ExclusiveJobs } from '../../jobs/exclusive-jobs.js';
import { RecentSpans } from './recent-spans.js';
import { TraceSampler } from './trace.sampler.js';

const EXPIRY_SECONDS = 300;

/** Decides on traces a few seconds after they are over, and lets go of what was not kept; one replica does it for all. */
@Injectable()
export class SamplingJob implements OnApplicationBootstrap {
  constructor(
    private readonly jobs: ExclusiveJobs,
    private readonly clock: Clock,
    private readonly environment: Environment,
    private readonly sampler: TraceSampler,
    private readonly recent: RecentSpans,
  ) {}

  onApplicationBootstrap(): void {
    const seconds = Math.max(1, Math.floor(this.environment.get('TRACE_QUIET_SECONDS') / 2));
    this.jobs.every('trace-sampling', seconds, () => this.settle());
    this.jobs.every('trace-expiry', EXPIRY_SECONDS, () => this.recent.expire(this.clock.now()));
  }

  private async settle(): Promise<void> {
    await this.sampler.settle(this.clock.now());
  }
}
