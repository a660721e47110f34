import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { AlertMessage } from './alert-message.js';
import { ATTEMPT_TIMEOUT_MS, type ChannelName } from './channel.js';
import type { NotificationStatus } from './notification.entity.js';
import type { AttemptOutcome } from './notification-attempt.entity.js';

/** A notification that this replica has taken to deliver. */
export interface ClaimedNotification {
  notificationId: string;
  message: AlertMessage;
  createdAt: Date;
  /** The number of the attempt that begins. */
  attempt: number;
}

/** How an attempt ended, and with it perhaps the notification. Times are epoch ms. */
export interface AttemptResult {
  outcome: Exclude<AttemptOutcome, 'sending'>;
  status: NotificationStatus;
  statusCode: number | null;
  response: string | null;
  error: string | null;
  durationMs: number;
  nextAttemptAt: number | undefined;
  finishedAt: number | undefined;
}

/** While an attempt lasts no other replica takes the notification; a replica that died loses it after this time. */
const LEASE_MS = 1.5 * ATTEMPT_TIMEOUT_MS;

/** The outbox as the deliverer sees it: what is due, and how its attempts went. */
@Injectable()
export class DueNotifications {
  constructor(private readonly database: Database) {}

  /**
   * Takes up to `limit` due notifications of a channel and begins an attempt for each. Messages about one alert go out in
   * order: the next is not due before the one ahead of it is delivered or given up.
   */
  claim(channel: ChannelName, limit: number, now: number): Promise<ClaimedNotification[]> {
    return this.database.query<ClaimedNotification>(
      `with due as (
         select notification_id from notifications n
         where status = 'pending' and channel = $1 and next_attempt_at <= $2
           and not exists (
             select from notifications ahead
             where ahead.alert_id = n.alert_id and ahead.channel = n.channel and ahead.sequence < n.sequence and ahead.status = 'pending')
         order by next_attempt_at limit $3
         for update skip locked
       ), claimed as (
         update notifications set attempts = attempts + 1, next_attempt_at = $4
         where notification_id in (select notification_id from due)
         returning notification_id, message, created_at, attempts
       ), begun as (
         insert into notification_attempts (notification_id, attempt, started_at, outcome)
         select notification_id, attempts, $2, 'sending' from claimed
       )
       select notification_id as "notificationId", message, created_at as "createdAt", attempts as attempt from claimed`,
      [channel, new Date(now), limit, new Date(now + LEASE_MS)],
    );
  }

  /** Stores how an attempt ended. An attempt that lost its notification to another replica changes its own line alone. */
  async finish({ notificationId, attempt }: ClaimedNotification, result: AttemptResult): Promise<void> {
    await this.database.query(
      `with ended as (
         update notification_attempts set outcome = $3, status_code = $4, response = $5, error = $6, duration_ms = $7
         where notification_id = $1 and attempt = $2
       )
       update notifications set status = $8, next_attempt_at = $9, finished_at = $10
       where notification_id = $1 and status = 'pending' and (attempts = $2 or $8 <> 'pending')`,
      [
        notificationId,
        attempt,
        result.outcome,
        result.statusCode,
        result.response,
        result.error,
        result.durationMs,
        result.status,
        result.nextAttemptAt === undefined ? null : new Date(result.nextAttemptAt),
        result.finishedAt === undefined ? null : new Date(result.finishedAt),
      ],
    );
  }
}
