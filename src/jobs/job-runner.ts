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
  /** How the last run went; undefined before the first. */
  lastOutcome: JobOutcome | undefined;
  /** When the next run is due; undefined when the schedule is over. */
  nextAt: number | undefined;
}

/** A run is skipped while another replica does it. */
export type JobOutcome = 'succeeded' | 'failed' | 'skipped';

/** What the work of a run answers when it left it to another replica. */
export const SKIPPED = Symbol('skipped');

type Work = () => Promise<unknown>;
type Schedule = { readonly everyMs: number; readonly from: number } | { readonly cron: CronJob };

/**
 * Runs work again and again. A run never overlaps the one before, a fault is logged and the schedule kept,
 * and shutdown waits for a run under way.
 */
@Injectable()
export class JobRunner implements OnModuleDestroy {
  private readonly logger = new Logger('jobs');
  private readonly jobs = new Map<string, Omit<JobState, 'nextAt'>>();
  private readonly schedules = new Map<string, Schedule>();
  private readonly underWay = new Map<string, Promise<void>>();
  private stopped = false;

  constructor(
    private readonly registry: SchedulerRegistry,
    private readonly clock: Clock,
  ) {}

  /** Every so many seconds, the first time after one interval. */
  every(name: string, seconds: number, work: Work): void {
    this.declare(name, seconds);
    this.schedules.set(name, { everyMs: seconds * 1000, from: this.clock.now() });
    const timer = setInterval(() => void this.run(name, work), seconds * 1000);
    timer.unref();
    this.registry.addInterval(name, timer);
  }

  /** By a cron expression, in UTC. */
  cron(name: string, expression: string, work: Work): void {
    this.declare(name);
    const job = CronJob.from({
      cronTime: expression,
      timeZone: 'UTC',
      onTick: () => void this.run(name, work),
      start: true,
    });
    this.schedules.set(name, { cron: job as CronJob });
    this.registry.addCronJob(name, job as CronJob<null, null>);
  }

  /** Runs declared work now, unless it is running. Never rejects. */
  run(name: string, work: Work): Promise<void> {
    const current = this.underWay.get(name);
    if (current || this.stopped) return current ?? Promise.resolve();
    const run = this.attempt(name, work).finally(() => this.underWay.delete(name));
    this.underWay.set(name, run);
    return run;
  }

  get states(): JobState[] {
    return [...this.jobs.values()].map((state) => ({ ...state, nextAt: this.nextRunOf(state.name) }));
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
      lastOutcome: undefined,
    });
  }

  private nextRunOf(name: string): number | undefined {
    const schedule = this.schedules.get(name);
    if (schedule === undefined || this.stopped) return undefined;
    if ('cron' in schedule) return schedule.cron.nextDate().toMillis();
    const { everyMs, from } = schedule;
    return from + (Math.floor((this.clock.now() - from) / everyMs) + 1) * everyMs;
  }

  private async attempt(name: string, work: Work): Promise<void> {
    const state = this.jobs.get(name)!;
    const startedAt = this.clock.now();
    state.startedAt = startedAt;
    try {
      state.lastOutcome = (await work()) === SKIPPED ? 'skipped' : 'succeeded';
      state.failuresInARow = 0;
      state.lastFault = undefined;
    } catch (fault) {
      state.lastOutcome = 'failed';
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
