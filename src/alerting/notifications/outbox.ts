import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/database.js';
import type { Alert } from '../alerts/alert.entity.js';
import { beginEscalations, endEscalations } from '../escalation/escalation-rows.js';
import { type AlertMessage, messageOf, type NotificationEvent } from '../messages/alert-message.js';
import { toRecordset } from '../naming.js';

/** Something to be told: that this alert fires, or that it is over. */
export interface Announcement {
  alert: Alert;
  event: Extract<NotificationEvent, 'firing' | 'resolved'>;
}

/** What is to be told of an alert, and to which channels. */
export interface Telling {
  alert: Alert;
  event: NotificationEvent;
  channels: readonly string[];
  escalation?: AlertMessage['escalation'];
}

/**
 * Tells the channels of alerts that they fire, or are over, and begins or ends their escalation. It belongs in the transaction that changes
 * the alert: either all stand or none. `now` is epoch ms.
 */
export async function announce(tx: Transaction, announcements: readonly Announcement[], now: number): Promise<void> {
  const alerts = (told: Announcement['event']) =>
    announcements.flatMap(({ alert, event }) => (event === told ? alert : []));
  await tell(
    tx,
    announcements.map(({ alert, event }) => ({ alert, event, channels: alert.notificationChannels })),
    now,
  );
  await beginEscalations(tx, alerts('firing'), now);
  await endEscalations(tx, alerts('resolved'));
}

/** Writes one notification for each channel, due at once. `now` is epoch ms. */
export async function tell(tx: Transaction, tellings: readonly Telling[], now: number): Promise<void> {
  const at = new Date(now);
  const rows = tellings.flatMap(({ alert, event, channels, escalation }) =>
    channels.map((channel) => {
      const notificationId = randomUUID();
      const message = { ...messageOf(notificationId, alert, event, at), ...(escalation && { escalation }) };
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
