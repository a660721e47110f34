import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Environment } from '../../config/environment.js';
import { Database } from '../../database/database.js';
import { Clock } from '../../jobs/clock.js';
import { JobRunner } from '../../jobs/job-runner.js';
import type { SecuritySignal } from '../detections/security-signal.js';
import type { SecurityOccurrence } from '../security-event.recorder.js';
import { LocalClock } from './local-clock.js';
import { judgeAccess, NO_BASELINE, type Unusual, type UserBaseline } from './user-baseline.js';

const SAVE_SECONDS = 60;
/** Users in memory; those not seen for longest make room, before they were saved only where very many come at once. */
const MOST_USERS = 20_000;
const MOST_UNSAVED = 2 * MOST_USERS;

interface Remembered {
  baseline: UserBaseline;
  isChanged: boolean;
}

/** What is usual for each user, in memory and, once a minute, in the database. */
@Injectable()
export class AccessBaselines implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger('security');
  private readonly users = new Map<string, Remembered>();

  /** Of the people whose accesses are judged. */
  private readonly localClock: LocalClock;

  constructor(
    environment: Environment,
    private readonly database: Database,
    private readonly jobs: JobRunner,
    private readonly clock: Clock,
  ) {
    this.localClock = new LocalClock(environment.get('SECURITY_TIME_ZONE'));
  }

  onApplicationBootstrap(): void {
    this.jobs.every('user-baselines', SAVE_SECONDS, () => this.save());
  }

  async onApplicationShutdown(): Promise<void> {
    await this.save().catch((fault: unknown) => this.logger.error({ err: fault }, 'user baselines were not saved'));
  }

  /** Learns from accesses. @returns an event for each that is unusual for its user; none when the histories cannot be read */
  async judge(signals: readonly SecuritySignal[]): Promise<SecurityOccurrence[]> {
    const accesses = signals.filter(isAccess);
    if (accesses.length === 0) return [];
    try {
      await this.load(accesses);
    } catch (fault) {
      this.logger.warn({ err: fault }, 'the histories of users cannot be read: their accesses are not judged');
      return [];
    }
    return accesses.flatMap((signal) => {
      const { baseline, unusual } = judgeAccess(
        this.users.get(signal.userId)?.baseline ?? NO_BASELINE,
        signal,
        this.localClock,
      );
      this.remember(signal.userId, { baseline, isChanged: true });
      return unusual.length > 0 ? [unusualEvent(signal, unusual)] : [];
    });
  }

  private async load(accesses: readonly { userId: string }[]): Promise<void> {
    const unknown = [...new Set(accesses.map(({ userId }) => userId))].filter((userId) => !this.users.has(userId));
    if (unknown.length === 0) return;
    const rows = await this.database.query<{ user_id: string; baseline: UserBaseline }>(
      'select user_id, baseline from user_baselines where user_id = any ($1)',
      [unknown],
    );
    for (const { user_id, baseline } of rows) this.remember(user_id, { baseline, isChanged: false });
  }

  private remember(userId: string, remembered: Remembered): void {
    this.users.delete(userId);
    this.users.set(userId, remembered);
    if (this.users.size > MOST_UNSAVED) this.forgetOldest();
  }

  private async save(): Promise<void> {
    const changed = [...this.users].filter(([, { isChanged }]) => isChanged);
    if (changed.length > 0) {
      await this.database.query(
        `insert into user_baselines (user_id, baseline, updated_at)
         select user_id, baseline, $3 from unnest($1::text[], $2::jsonb[]) as given (user_id, baseline) order by user_id
         on conflict (user_id) do update set baseline = excluded.baseline, updated_at = excluded.updated_at`,
        [
          changed.map(([userId]) => userId),
          changed.map(([, { baseline }]) => JSON.stringify(baseline)),
          new Date(this.clock.now()),
        ],
      );
      for (const [, remembered] of changed) remembered.isChanged = false;
    }
    while (this.users.size > MOST_USERS) this.forgetOldest();
  }

  private forgetOldest(): void {
    this.users.delete(this.users.keys().next().value!);
  }
}

function isAccess(signal: SecuritySignal): signal is SecuritySignal & { userId: string } {
  if (!signal.userId) return false;
  return signal.kind === 'authentication_success' || (signal.kind === 'request' && (signal.status ?? 200) < 400);
}

/** One difference may be a new telephone; several at once are more. */
function unusualEvent(signal: SecuritySignal, unusual: Unusual[]): SecurityOccurrence {
  return {
    at: signal.at,
    eventType: 'unusual_access',
    severity: unusual.length > 1 ? 'warning' : 'info',
    description: `${signal.userId} as never before: ${unusual.map((one) => one.replace('_', ' ')).join(', ')}`,
    ipAddress: signal.ipAddress,
    userId: signal.userId,
    service: signal.service,
    endpoint: [signal.method, signal.route].filter(Boolean).join(' ') || undefined,
    userAgent: signal.userAgent,
    additionalData: { unusual },
  };
}
