import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/database.js';
import type { Alert } from '../alerts/alert.entity.js';
import { messageOf, type NotificationEvent } from '../messages/alert-message.js';
import { toRecordset } from '../naming.js';

/** Something to be told: that this alert fires, or that it is over. */
export interface Announcement {
  alert: Alert;
  event: NotificationEvent;
}

/**
 * Writes one notification for each channel of each alert, due at once. It belongs in the transaction that changes the alert:
 * either both stand or neither. `now` is epoch ms.
 */
export async function announce(tx: Transaction, announcements: readonly Announcement[], now: number): Promise<void> {
  const at = new Date(now);
  const rows = announcements.flatMap(({ alert, event }) =>
    alert.notificationChannels.map((channel) => {
      const notificationId = randomUUID();
      const message = messageOf(notificationId, alert, event, at);
      return {
        notificationId,
        alertId: alert.alertId,
        event,
        channel,
        status: 'pending',
        message,
        nextAttemptAt: at,
        createdAt: at,
      };
    }),
  );
  if (rows.length === 0) return;
  await tx.query(
    `insert into notifications (notification_id, alert_id, event, channel, status, message, next_attempt_at, created_at)
     select notification_id, alert_id, event, channel, status, message, next_attempt_at, created_at
     from jsonb_populate_recordset(null::notifications, $1::jsonb)`,
    [toRecordset(rows)],
  );
}
