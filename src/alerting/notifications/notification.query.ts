import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { decodeCursor, encodeCursor, notACursor } from '../../http/page.js';
import { Problem } from '../../http/problem.js';
import { selectList, toWire } from '../naming.js';
import type {
  NotificationAttemptView,
  NotificationDetail,
  NotificationFilter,
  NotificationPage,
  NotificationSummary,
  NotificationView,
} from './notification.dto.js';
import type { Notification } from './notification.entity.js';
import type { NotificationAttempt } from './notification-attempt.entity.js';

const COLUMNS = selectList<Notification>([
  'notificationId',
  'event',
  'channel',
  'status',
  'createdAt',
  'finishedAt',
  'nextAttemptAt',
  'groupedInto',
]);
const ATTEMPT_COLUMNS = selectList<NotificationAttempt>([
  'notificationId',
  'attempt',
  'startedAt',
  'durationMs',
  'outcome',
  'statusCode',
  'response',
  'error',
]);

type Shown = Pick<
  Notification,
  'notificationId' | 'event' | 'channel' | 'status' | 'createdAt' | 'finishedAt' | 'nextAttemptAt' | 'groupedInto'
>;
type Listed = Shown &
  Pick<Notification, 'alertId' | 'attempts'> & { sequence: string; alertName: string; alertCount: number };

/** Reads what was told about alerts, and how that went. */
@Injectable()
export class NotificationQuery {
  constructor(private readonly database: Database) {}

  /** The notifications of an alert with every attempt, oldest first. */
  async of(alertId: string): Promise<NotificationView[]> {
    const notifications = await this.database.query<Shown>(
      `select ${COLUMNS} from notifications where alert_id = $1 order by sequence`,
      [alertId],
    );
    const attempts = await this.attemptsOf(notifications.map(({ notificationId }) => notificationId));
    return notifications.map((notification) => ({
      ...toWire(notification),
      attempts: attempts.get(notification.notificationId) ?? [],
    }));
  }

  /** A page of all notifications, newest first. @throws Problem 400 for a cursor that is not one of this list */
  async list(filter: NotificationFilter): Promise<NotificationPage> {
    const { channel, status, event, alert_id, start_time, end_time, limit, cursor } = filter;
    const time = (at: number | undefined) => (at === undefined ? null : new Date(at));
    const rows = await this.database.query<Listed>(
      `select ${COLUMNS}, alert_id as "alertId", attempts, sequence, message -> 'alert' ->> 'name' as "alertName",
         coalesce((message -> 'group' ->> 'firing')::int + (message -> 'group' ->> 'resolved')::int, 1) as "alertCount" from notifications
       where ($1::text is null or channel = $1) and ($2::text is null or status = $2) and ($3::text is null or event = $3)
         and ($4::uuid is null or alert_id = $4) and ($5::timestamptz is null or created_at >= $5)
         and ($6::timestamptz is null or created_at < $6) and ($7::bigint is null or sequence < $7)
       order by sequence desc limit $8`,
      [
        channel,
        status,
        event,
        alert_id,
        time(start_time),
        time(end_time),
        cursor ? sequenceOf(cursor) : null,
        limit + 1,
      ],
    );
    const page = rows.slice(0, limit);
    const attempts = await this.attemptsOf(
      page.map(({ notificationId }) => notificationId),
      true,
    );
    const items = page.map(
      ({ sequence: _sequence, attempts: attempt_count, ...notification }): NotificationSummary => ({
        ...toWire(notification),
        attempt_count,
        last_attempt: attempts.get(notification.notificationId)?.[0] ?? null,
      }),
    );
    return { items, next_cursor: rows.length > limit ? encodeCursor([page.at(-1)!.sequence]) : null };
  }

  /** One notification with every attempt. @throws Problem 404 when there is none of this id */
  async get(notificationId: string): Promise<NotificationDetail> {
    const [notification] = await this.database.query<Shown & Pick<Notification, 'alertId' | 'message'>>(
      `select ${COLUMNS}, alert_id as "alertId", message from notifications where notification_id = $1`,
      [notificationId],
    );
    if (!notification) throw Problem.of(404, 'There is no notification of this id.');
    const attempts = (await this.attemptsOf([notificationId])).get(notificationId) ?? [];
    return { ...toWire(notification), message: notification.message, attempts };
  }

  private async attemptsOf(ids: string[], lastAlone = false): Promise<Map<string, NotificationAttemptView[]>> {
    const rows = await this.database.query<NotificationAttempt>(
      `select ${lastAlone ? 'distinct on (notification_id)' : ''} ${ATTEMPT_COLUMNS} from notification_attempts
       where notification_id = any ($1) order by notification_id, attempt ${lastAlone ? 'desc' : ''}`,
      [ids],
    );
    const byId = new Map<string, NotificationAttemptView[]>();
    for (const { notificationId, ...attempt } of rows) {
      byId.set(notificationId, [...(byId.get(notificationId) ?? []), toWire(attempt)]);
    }
    return byId;
  }
}

function sequenceOf(cursor: string): string {
  const [sequence] = decodeCursor(cursor, 1);
  if (typeof sequence !== 'string' || !/^\d{1,18}$/.test(sequence)) throw notACursor();
  return sequence;
}
