import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '../../jobs/clock.js';
import { ExclusiveJobs } from '../../jobs/exclusive-jobs.js';
import { HealthCheckRecorder } from './health-check.recorder.js';
import { HealthCheckRound } from './health-check-round.js';

/** How often the job looks whether a round is due: the interval itself may be changed at any time. */
const TICK_SECONDS = 1;

/** Checks this service and HEALTH_CHECK_TARGETS every `health_check_interval` seconds; one replica does it for all. */
@Injectable()
export class HealthChecksJob implements OnApplicationBootstrap {
  private lastAt: number | undefined;

  constructor(
    private readonly clock: Clock,
    private readonly jobs: ExclusiveJobs,
    private readonly recorder: HealthCheckRecorder,
    private readonly round: HealthCheckRound,
  ) {}

  onApplicationBootstrap(): void {
    this.jobs.every('health-checks', TICK_SECONDS, () => this.checkWhenDue());
  }

  /** Another replica may have done the last round: what is in the database decides, looked up only when it seems due here. */
  private async checkWhenDue(): Promise<void> {
    const now = this.clock.now();
    if (!this.round.isDue(this.lastAt, now)) return;
    this.lastAt = await this.recorder.lastCheckedAt();
    if (!this.round.isDue(this.lastAt, now)) return;
    const outcomes = await this.round.run();
    await this.recorder.record(outcomes, now);
    this.lastAt = now;
  }
}
