import { createHash } from 'node:crypto';
import type { AlertMessage } from './alert-message.js';
import { headline } from './render-message.js';

/** What Alertmanager writes for an alert that is not over. */
const NOT_ENDED = '0001-01-01T00:00:00Z';

/** The body of Prometheus Alertmanager's webhook, version 4, with one alert. @param receiver the channel's name */
export function alertmanagerMessage(message: AlertMessage, receiver: string, externalUrl: string): object {
  const { alert, event, notification_id } = message;
  const labels = { ...alert.labels, ...alert.tags, alertname: alert.name, severity: alert.severity };
  const annotations = {
    ...alert.annotations,
    summary: headline(message),
    description: alert.description,
    ...(alert.value === null ? {} : { value: String(alert.value) }),
    ...(alert.runbook_url ? { runbook_url: alert.runbook_url } : {}),
    alert_id: alert.alert_id,
    notification_id,
  };
  return {
    version: '4',
    groupKey: `{}:{alert_id="${alert.alert_id}"}`,
    truncatedAlerts: 0,
    status: event,
    receiver,
    groupLabels: { alertname: alert.name },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: externalUrl,
    alerts: [
      {
        status: event,
        labels,
        annotations,
        startsAt: alert.fired_at ?? alert.started_at,
        endsAt: alert.resolved_at ?? NOT_ENDED,
        generatorURL: externalUrl,
        fingerprint: fingerprintOf(labels),
      },
    ],
  };
}

/** The same for the same labels, in the form of Alertmanager's: 16 hexadecimal digits. */
function fingerprintOf(labels: Record<string, string>): string {
  const sorted = Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHash('sha256').update(JSON.stringify(sorted)).digest('hex').slice(0, 16);
}
