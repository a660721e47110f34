import { randomUUID } from 'node:crypto';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { DatabaseUnavailable } from '../../database/database-unavailable.js';
import { Clock } from '../../jobs/clock.js';
import { JobRunner } from '../../jobs/job-runner.js';
import { Pacer } from '../../jobs/pacer.js';
import { AccessBaselines } from '../baselines/access.baselines.js';
import type { SecuritySignal } from '../detections/security-signal.js';
import { SecurityEventRecorder, type SecurityOccurrence } from '../security-event.recorder.js';
import { eventSignal } from './event-signal.js';
import type { Observation } from './observation.js';
import { RepeatedEvents } from './repeated-events.js';
import { SignalJudge } from './signal.judge.js';

/** What waits to be looked at; what comes beyond that is let go, and counted. */
const MOST_WAITING = 50_000;
const MOST_AT_ONCE = 1_000;
/** Events that wait for the database; those of one kind come together once a minute. */
const MOST_UNSTORED = 10_000;
const RELEASE_SECONDS = 10;
/** Turns for single requests would cost more than what is done in them. */
const GATHER_MS = 100;

/**
 * Looks for attacks in what services tell of their requests and in the events they report, behind the requests' backs: whoever brings something
 * waits for nothing, and the work is done in short turns.
 */
@Injectable()
export class SecurityWatch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('security');
  private readonly repeated = new RepeatedEvents();
  private readonly isOn: boolean;
  private readonly waiting: SecuritySignal[] = [];
  private readonly unstored: SecurityOccurrence[] = [];
  /** How many were let go because too many waited. */
  private dropped = 0;
  private timer: NodeJS.Timeout | undefined;
  private work: Promise<void> | undefined;

  constructor(
    environment: Environment,
    private readonly judge: SignalJudge,
    private readonly recorder: SecurityEventRecorder,
    private readonly baselines: AccessBaselines,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
  ) {
    this.isOn = environment.get('ENABLE_SECURITY_WATCH');
    recorder.onRecorded((events) => {
      const now = clock.now();
      this.look(events.map((event) => eventSignal(event, now)).filter((signal) => signal !== undefined));
    });
  }

  onApplicationBootstrap(): void {
    this.jobs.every('security-watch', RELEASE_SECONDS, () => this.release());
  }

  async onApplicationShutdown(): Promise<void> {
    clearTimeout(this.timer);
    this.wake();
    await this.work;
    await this.record(this.repeated.release(Number.POSITIVE_INFINITY));
    this.lose(this.unstored);
    await this.judge.end();
  }

  /** Takes in requests. Returns at once. */
  observe(observations: readonly Observation[]): void {
    this.look(observations);
  }

  private look(signals: readonly SecuritySignal[]): void {
    if (!this.isOn) return;
    const room = MOST_WAITING - this.waiting.length;
    if (signals.length > room) this.dropped += signals.length - room;
    for (const signal of signals.slice(0, room)) this.waiting.push(signal);
    this.timer ??= setTimeout(() => this.wake(), GATHER_MS);
  }

  private wake(): void {
    this.work ??= this.lookAtAll().finally(() => {
      this.work = undefined;
      this.timer = undefined;
    });
  }

  private async lookAtAll(): Promise<void> {
    const pacer = new Pacer();
    while (this.waiting.length > 0) {
      const signals = this.waiting.splice(0, MOST_AT_ONCE);
      const events: SecurityOccurrence[] = [];
      for (const signal of signals) {
        events.push(...this.judge.judge(signal));
        if (pacer.isDue) await pacer.pause();
      }
      events.push(...(await this.baselines.judge(signals)));
      await this.record(this.fresh(events));
      await pacer.pause();
    }
  }

  private fresh(events: readonly SecurityOccurrence[]): SecurityOccurrence[] {
    const now = this.clock.now();
    return events.map((event) => this.repeated.take(event, now)).filter((event) => event !== undefined);
  }

  private async release(): Promise<void> {
    const now = this.clock.now();
    await this.judge.tidy(now);
    await this.record(this.repeated.release(now));
    if (this.dropped > 0) this.logger.warn(`${this.dropped} signals were not looked at: too many came at once`);
    this.dropped = 0;
  }

  /** Events of a time when the database is away are written when it is back; those beyond the bound are lost. */
  private async record(events: readonly SecurityOccurrence[]): Promise<void> {
    // With an id of its own, one whose answer is lost is not written again under another.
    const all = [...this.unstored.splice(0), ...events.map((event) => ({ ...event, eventId: randomUUID() }))];
    if (all.length === 0) return;
    try {
      await this.recorder.record(all);
    } catch (fault) {
      const room = fault instanceof DatabaseUnavailable ? MOST_UNSTORED - this.unstored.length : 0;
      this.unstored.push(...all.slice(0, room));
      this.lose(all.slice(room), fault);
    }
  }

  private lose(events: readonly SecurityOccurrence[], fault?: unknown): void {
    if (events.length > 0) this.logger.error({ err: fault, events }, 'security events could not be stored');
  }
}
