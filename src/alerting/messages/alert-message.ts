import type { Alert } from '../alerts/alert.entity.js';
import type { Condition } from '../rules/condition.js';
import type { Severity } from '../rules/severity.js';

/** What a notification tells: that an alert fires, that it is over, or that somebody has taken charge of it. */
export const NOTIFICATION_EVENTS = ['firing', 'resolved', 'acknowledged'] as const;
export type NotificationEvent = (typeof NOTIFICATION_EVENTS)[number];

/** What is told of an alert. Times are ISO 8601. */
export interface AlertPart {
  alert_id: string;
  rule_id: string | null;
  name: string;
  description: string;
  severity: Severity;
  status: 'firing' | 'resolved';
  metric_name: string | null;
  condition: Condition | null;
  threshold: number | null;
  /** The last measured value; null when nothing was measured. */
  value: number | null;
  tags: Record<string, string>;
  labels: Record<string, string>;
  annotations: Record<string, string>;
  runbook_url: string | null;
  source: string;
  started_at: string;
  fired_at: string | null;
  resolved_at: string | null;
  resolved_by: string | null;
  resolution_reason: string | null;
  comment: string | null;
}

/**
 * The content of a notification, written once when the alert changes and sent unchanged by every channel and every retry.
 * It is also the body of the webhook, so its names are part of the interface. Times are ISO 8601.
 */
export interface AlertMessage {
  /** The same for every retry: the receiving side tells repeats by it. */
  notification_id: string;
  event: NotificationEvent;
  created_at: string;
  /** Of a group, the worst of its alerts. */
  alert: AlertPart;
  /** Why it goes to this channel; only when it was escalated. Steps and rounds count from 1. */
  escalation?: {
    policy: string;
    step: number;
    round: number;
    /** Who is told because they are on call. */
    on_call: string[];
  };
  /** What was gathered; only of channels that gather. */
  group?: {
    /** The same for all notifications of the group until all its alerts are over. */
    group_id: string;
    /** What its alerts have in common. */
    labels: Record<string, string>;
    firing: number;
    resolved: number;
  };
  /** The alerts of the group, at most 100: firing ones first, the worst at the top. */
  alerts?: AlertPart[];
}

/** What is told about an alert as it is now. */
export function messageOf(notificationId: string, alert: Alert, event: NotificationEvent, at: Date): AlertMessage {
  return { notification_id: notificationId, event, created_at: at.toISOString(), alert: partOf(alert, event) };
}

/** What is told of an alert as it is now. */
export function partOf(alert: Alert, event: NotificationEvent): AlertPart {
  return {
    alert_id: alert.alertId,
    rule_id: alert.ruleId,
    name: alert.name,
    description: alert.description,
    severity: alert.severity,
    status: event === 'resolved' ? 'resolved' : 'firing',
    metric_name: alert.metricName,
    condition: alert.condition,
    threshold: alert.threshold,
    value: alert.value,
    tags: alert.tags,
    labels: alert.labels,
    annotations: alert.annotations,
    runbook_url: alert.runbookUrl,
    source: alert.source,
    started_at: alert.startedAt.toISOString(),
    fired_at: alert.firedAt?.toISOString() ?? null,
    resolved_at: alert.resolvedAt?.toISOString() ?? null,
    resolved_by: alert.resolvedBy,
    resolution_reason: alert.resolutionReason,
    comment: alert.comment,
  };
}
