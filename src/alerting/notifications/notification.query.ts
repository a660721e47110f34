import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { NotificationView } from '../alerts/alert.dto.js';
import { selectList, toWire } from '../naming.js';
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

/** Reads what was told about an alert, and how that went. */
@Injectable()
export class NotificationQuery {
  constructor(private readonly database: Database) {}

  /** The notifications of an alert with every attempt, oldest first. */
  async of(alertId: string): Promise<NotificationView[]> {
    const notifications = await this.database.query<
      Omit<Notification, 'attempts' | 'message' | 'alertId' | 'sequence'>
    >(`select ${COLUMNS} from notifications where alert_id = $1 order by sequence`, [alertId]);
    const attempts = await this.database.query<NotificationAttempt>(
      `select ${ATTEMPT_COLUMNS} from notification_attempts where notification_id = any ($1) order by attempt`,
      [notifications.map(({ notificationId }) => notificationId)],
    );
    return notifications.map((notification) => ({
      ...toWire(notification),
      attempts: attempts
        .filter(({ notificationId }) => notificationId === notification.notificationId)
        .map(({ notificationId: _notificationId, ...attempt }) => toWire(attempt)),
    }));
  }
}
