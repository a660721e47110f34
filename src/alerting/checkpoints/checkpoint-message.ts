import type { Checkpoint } from '../../audit/checkpoints/checkpoint.js';
import type { AlertMessage } from '../messages/alert-message.js';

/** A checkpoint as channels tell it: its JSON, which `npm run audit:verify` takes, is the description. */
export function checkpointMessage(checkpoint: Checkpoint, notificationId: string, now: Date): AlertMessage {
  const at = now.toISOString();
  return {
    notification_id: notificationId,
    event: 'firing',
    created_at: at,
    alert: {
      alert_id: notificationId,
      rule_id: null,
      name: 'Audit checkpoint',
      description: JSON.stringify(checkpoint),
      severity: 'info',
      status: 'firing',
      metric_name: null,
      condition: null,
      threshold: null,
      value: null,
      tags: { sequence: String(checkpoint.sequence) },
      labels: {},
      annotations: { summary: 'Keep it: it shows later whether the audit trail is still what it was.' },
      runbook_url: null,
      source: 'audit',
      started_at: at,
      fired_at: at,
      resolved_at: null,
      resolved_by: null,
      resolution_reason: null,
      comment: null,
    },
  };
}
