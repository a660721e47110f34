import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { CronJob } from 'cron';
import { DatabaseUnavailable } from '../database/database-unavailable.js';
import { Clock } from './clock.js';

/** How a job has fared, for the health endpoint. Times are epoch ms. */
export interface JobState {
  name: string;
  /** Undefined for a job that runs by a cron expression. */
  intervalSeconds: number | undefined;
  runs: number;
  failures: number;
  /** Failed runs since the last good one; a run that failed because the database is away says nothing about the job. */
  failuresInARow: number;
  /** When the run under way began; undefined between runs. */
  startedAt: number | undefined;
  lastFinishedAt: number | undefined;
  lastDurationMs: number | undefined;
  /** The message of the last run's fault; undefined when it went well. */
  lastFault: string | undefined;
}

/**
 * Runs work again and again. A run never overlaps the one before, a fault is logged and the schedule kept,
 * and shutdown waits for a run under way.
 */
@Injectable()
export class JobRunner implements OnModuleDestroy {
  private readonly logger = new Logger('jobs');
  private readonly jobs = new Map<string, JobState>();
  private readonly underWay = new Map<string, Promise<void>>();
  private stopped = false;

  constructor(
    private readonly registry: SchedulerRegistry,
    private readonly clock: Clock,
  ) {}

  /** Every so many seconds, the first time after one interval. */
  every(name: string, seconds: number, work: () => Promise<void>): void {
    this.declare(name, seconds);
    const timer = setInterval(() => void this.run(name, work), seconds * 1000);
    timer.unref();
    this.registry.addInterval(name, timer);
  }

  /** By a cron expression, in UTC. */
  cron(name: string, expression: string, work: () => Promise<void>): void {
    this.declare(name);
    const job = CronJob.from({
      cronTime: expression,
      timeZone: 'UTC',
      onTick: () => void this.run(name, work),
      start: true,
    });
    this.registry.addCronJob(name, job as CronJob<null, null>);
  }

  /** Runs declared work now, unless it is running. Never rejects. */
  run(name: string, work: () => Promise<void>): Promise<void> {
    const current = this.underWay.get(name);
    if (current || this.stopped) return current ?? Promise.resolve();
    const run = this.attempt(name, work).finally(() => this.underWay.delete(name));
    this.underWay.set(name, run);
    return run;
  }

  get states(): JobState[] {
    return [...this.jobs.values()];
  }

  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    for (const name of this.jobs.keys()) {
      if (this.registry.doesExist('interval', name)) this.registry.deleteInterval(name);
      if (this.registry.doesExist('cron', name)) this.registry.deleteCronJob(name);
    }
    await Promise.all(this.underWay.values());
  }

  private declare(name: string, intervalSeconds?: number): void {
    this.jobs.set(name, {
      name,
      intervalSeconds,
      runs: 0,
      failures: 0,
      failuresInARow: 0,
      startedAt: undefined,
      lastFinishedAt: undefined,
      lastDurationMs: undefined,
      lastFault: undefined,
    });
  }

  private async attempt(name: string, work: () => Promise<void>): Promise<void> {
    const state = this.jobs.get(name)!;
    const startedAt = this.clock.now();
    state.startedAt = startedAt;
    try {
      await work();
      state.failuresInARow = 0;
      state.lastFault = undefined;
    } catch (fault) {
      state.failures++;
      if (!(fault instanceof DatabaseUnavailable)) state.failuresInARow++;
      state.lastFault = fault instanceof Error ? fault.message : String(fault);
      this.logger.error({ err: fault, job: name }, `the job ${name} failed`);
    }
    state.startedAt = undefined;
    state.runs++;
    state.lastFinishedAt = this.clock.now();
    state.lastDurationMs = state.lastFinishedAt - startedAt;
  }
}
