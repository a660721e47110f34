import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../../database/database.js';
import { GroupCommit } from '../../database/group-commit.js';
import { storableJson } from '../../database/storable-text.js';
import type { ChannelDefinition } from '../channels/channel-definition.js';
import { GOES_ALONE } from '../grouping/notification-groups.js';
import type { AlertMessage } from '../messages/alert-message.js';
import { ATTEMPT_TIMEOUT_MS } from '../senders/sender.js';
import { DELIVERY_ALERTS, DeliveryAlerts, type EndedNotification } from './delivery-alerts.js';
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

/** Whether something is due for a channel, and whether alerts are gathered for it. */
interface WaitingChannel {
  name: string;
  isDue: boolean;
  hasGroups: boolean;
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
const MINUTE_MS = 60_000;

/** The outbox as the deliverer sees it: what is due, and how its attempts went. */
@Injectable()
export class DueNotifications {
  private readonly finished = new GroupCommit<EndedRow>((results) => this.write(results));

  constructor(
    private readonly database: Database,
    private readonly alerts: DeliveryAlerts,
  ) {}

  /** What waits for each of the given channels. */
  channels(names: readonly string[], now: number): Promise<WaitingChannel[]> {
    return this.database.query<WaitingChannel>(
      `select name, exists (select from notification_groups where channel = name) as "hasGroups",
         exists (select from notifications where status = 'pending' and channel = name and next_attempt_at <= $2)
           or exists (select from notification_groups where channel = name and due_at <= $2) as "isDue"
       from unnest($1::text[]) name`,
      [names, new Date(now)],
    );
  }

  /**
   * Takes up to `limit` due notifications of a channel and begins an attempt for each. Messages about one alert go out in
   * order: the next is not due before the one ahead of it is delivered or given up.
   *
   * @param channel `messagesPerMinute` are the attempts of all replicas together in any minute; those beyond stay due. When it gathers
   *   alerts, those that have no group yet are left
   */
  claim(channel: ClaimedChannel, limit: number, now: number): Promise<ClaimedNotification[]> {
    const { name, messagesPerMinute: perMinute } = channel;
    if (perMinute === null) return take(this.database, channel, limit, now);
    return this.database.transaction(async (tx) => {
      // One replica counts at a time, so that two do not both see the last free place.
      await tx.query("select pg_advisory_xact_lock(hashtextextended('notification channel ' || $1, 0))", [name]);
      const [counted] = await tx.query<{ count: number }>(
        `select count(*)::int as count from notification_attempts join notifications using (notification_id)
         where channel = $1 and started_at > $2 and outcome <> 'skipped'`,
        [name, new Date(now - MINUTE_MS)],
      );
      const places = Math.min(limit, perMinute - counted!.count);
      return places > 0 ? take(tx, channel, places, now) : [];
    });
  }

  /**
   * Stores how an attempt ended, many at a time. An attempt that lost its notification to another replica changes its own
   * line alone.
   */
  finish({ notificationId, attempt }: ClaimedNotification, result: AttemptResult): Promise<void> {
    const at = (time: number | undefined) => (time === undefined ? null : new Date(time));
    const row = {
      notification_id: notificationId,
      attempt,
      outcome: result.outcome,
      status: result.status,
      status_code: result.statusCode,
      response: result.response,
      error: result.error,
      duration_ms: result.durationMs,
      next_attempt_at: at(result.nextAttemptAt),
      finished_at: at(result.finishedAt),
    };
    return this.finished.add([row]);
  }

  /** What was given up raises an alert in the same transaction; a recovery can be told in its own. */
  private async write(results: readonly EndedRow[]): Promise<void> {
    if (results.some(({ status }) => status === 'failed')) {
      await this.database.transaction(async (tx) => this.alerts.follow(tx, await store(tx, results)));
      return;
    }
    const recovered = (await store(this.database, results)).filter(({ alerted }) => alerted);
    if (recovered.length > 0) await this.database.transaction((tx) => this.alerts.follow(tx, recovered));
  }
}

interface EndedRow {
  status: NotificationStatus;
}

async function store(tx: Transaction, results: readonly EndedRow[]): Promise<EndedNotification[]> {
  return tx.query<EndedNotification>(
    `with ended as materialized (
       select * from jsonb_to_recordset($1::jsonb) as ended (notification_id uuid, attempt integer, outcome text, status text,
         status_code integer, response text, error text, duration_ms integer, next_attempt_at timestamptz, finished_at timestamptz)
     ), kept as (
       update notification_attempts a
       set outcome = e.outcome, status_code = e.status_code, response = e.response, error = e.error, duration_ms = e.duration_ms
       from ended e where a.notification_id = e.notification_id and a.attempt = e.attempt
     ), stored as (
       update notifications n set status = e.status, next_attempt_at = e.next_attempt_at, finished_at = e.finished_at
       from ended e
       where n.notification_id = e.notification_id and n.status = 'pending' and (n.attempts = e.attempt or e.status <> 'pending')
       returning n.alert_id, n.channel, n.status, e.error
     ), failing as (
       select tags ->> 'channel' as channel from alert_instances where source = '${DELIVERY_ALERTS}' and status <> 'resolved'
     )
     select alert_id as "alertId", channel, status, error, channel in (select channel from failing) as alerted from stored`,
    [storableJson(results)],
  );
}

type ClaimedChannel = Pick<ChannelDefinition, 'name' | 'messagesPerMinute' | 'grouping'>;

function take(
  tx: Transaction,
  { name, grouping }: ClaimedChannel,
  limit: number,
  now: number,
): Promise<ClaimedNotification[]> {
  return tx.query<ClaimedNotification>(
    `with due as (
       select notification_id from notifications n
       where status = 'pending' and channel = $1 and next_attempt_at <= $2 and ($5::boolean or group_id is not null or attempts > 0 or ${GOES_ALONE})
         and not exists (
           select from notifications ahead
           where ahead.alert_id = n.alert_id and ahead.channel = n.channel and ahead.sequence < n.sequence and ahead.status = 'pending')
         and (group_id is null or not exists (
           select from notifications ahead
           where ahead.group_id = n.group_id and ahead.sequence < n.sequence and ahead.status = 'pending'))
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
    [name, new Date(now), limit, new Date(now + LEASE_MS), grouping === null],
  );
}
