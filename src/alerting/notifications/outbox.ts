import { randomUUID } from 'node:crypto';
import type { Transaction } from '../../database/database.js';
import type { Alert } from '../alerts/alert.entity.js';
import { toRecordset } from '../naming.js';
import type { AlertMessage, NotificationEvent } from './alert-message.js';

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

function messageOf(notificationId: string, alert: Alert, event: NotificationEvent, at: Date): AlertMessage {
  return {
    notification_id: notificationId,
    event,
    created_at: at.toISOString(),
    alert: {
      alert_id: alert.alertId,
      rule_id: alert.ruleId,
      name: alert.name,
      description: alert.description,
      severity: alert.severity,
      status: event,
      metric_name: alert.metricName,
      condition: alert.condition,
      threshold: alert.threshold,
      value: alert.value,
      tags: alert.tags,
      labels: alert.labels,
      runbook_url: alert.runbookUrl,
      source: alert.source,
      started_at: alert.startedAt.toISOString(),
      fired_at: alert.firedAt?.toISOString() ?? null,
      resolved_at: alert.resolvedAt?.toISOString() ?? null,
      resolved_by: alert.resolvedBy,
      resolution_reason: alert.resolutionReason,
      comment: alert.comment,
    },
  };
}
