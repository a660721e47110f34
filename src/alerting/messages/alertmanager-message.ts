import { createHash } from 'node:crypto';
import type { AlertMessage, AlertPart } from './alert-message.js';
import { alertHeadline } from './render-message.js';

/** What Alertmanager writes for an alert that is not over. */
const NOT_ENDED = '0001-01-01T00:00:00Z';

/** The body of Prometheus Alertmanager's webhook, version 4. @param receiver the channel's name */
export function alertmanagerMessage(message: AlertMessage, receiver: string, externalUrl: string): object {
  const { alert, event, group, alerts: parts = [alert], notification_id } = message;
  const alerts = parts.map((part) => {
    const labels = { ...part.labels, ...part.tags, alertname: part.name, severity: part.severity };
    return {
      status: part.status,
      labels,
      annotations: annotationsOf(part, notification_id),
      startsAt: part.fired_at ?? part.started_at,
      endsAt: part.resolved_at ?? NOT_ENDED,
      generatorURL: externalUrl,
      fingerprint: fingerprintOf(labels),
    };
  });
  const groupLabels = group?.labels ?? { alertname: alert.name };
  return {
    version: '4',
    groupKey: group ? `{}:{${labelList(group.labels)}}` : `{}:{alert_id="${alert.alert_id}"}`,
    truncatedAlerts: group ? group.firing + group.resolved - alerts.length : 0,
    status: event,
    receiver,
    groupLabels,
    commonLabels: common(alerts.map(({ labels }) => labels)),
    commonAnnotations: common(alerts.map(({ annotations }) => annotations)),
    externalURL: externalUrl,
    alerts,
  };
}

function annotationsOf(alert: AlertPart, notificationId: string): Record<string, string> {
  return {
    ...alert.annotations,
    summary: alertHeadline(alert),
    description: alert.description,
    ...(alert.value === null ? {} : { value: String(alert.value) }),
    ...(alert.runbook_url ? { runbook_url: alert.runbook_url } : {}),
    alert_id: alert.alert_id,
    notification_id: notificationId,
  };
}

/** What all have in common. */
function common([first = {}, ...others]: readonly Record<string, string>[]): Record<string, string> {
  const shared = Object.entries(first).filter(([name, value]) => others.every((other) => other[name] === value));
  return Object.fromEntries(shared);
}

function labelList(labels: Record<string, string>): string {
  return Object.entries(labels)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}`)
    .join(', ');
}

/** The same for the same labels, in the form of Alertmanager's: 16 hexadecimal digits. */
function fingerprintOf(labels: Record<string, string>): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}
