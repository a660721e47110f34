import { randomUUID } from 'node:crypto';
import type { AlertMessage, AlertPart } from '../messages/alert-message.js';
import { SEVERITIES } from '../rules/severity.js';

/** So many alerts are listed in one message. */
const MAX_LISTED = 100;

/** What a group is to tell, and the alerts that nobody will hear of: they began and ended while it waited. */
export interface GroupTelling {
  /** Firing ones first, the worst of them at the top. */
  alerts: AlertPart[];
  /** Those that fire from now on, as far as the channel knows. */
  firing: string[];
  unheard: string[];
}

/**
 * What follows from what waits in a group. An alert that began and ended while it waited is told beside others, but not by itself.
 *
 * @param told the alerts that were told to fire before
 * @param waiting what is to be told, in the order in which it happened
 * @param stillFiring the alerts of `told` that still fire, as they are now
 */
export function tellingOf(
  told: ReadonlySet<string>,
  waiting: readonly AlertPart[],
  stillFiring: readonly AlertPart[],
): GroupTelling {
  const begun = new Set(waiting.filter(({ status }) => status === 'firing').map(({ alert_id }) => alert_id));
  const latest = new Map([...stillFiring, ...waiting].map((alert) => [alert.alert_id, alert]));
  const alerts = [...latest.values()].sort(byWeight);
  const isBrief = ({ alert_id, status }: AlertPart) =>
    status === 'resolved' && begun.has(alert_id) && !told.has(alert_id);
  const firing = alerts.filter(({ status }) => status === 'firing').map(({ alert_id }) => alert_id);
  const changed = waiting.some((alert) => !isBrief(latest.get(alert.alert_id)!));
  if (changed) return { alerts, firing, unheard: [] };
  return { alerts: [], firing, unheard: alerts.filter(isBrief).map(({ alert_id }) => alert_id) };
}

/** One message about the alerts of a group. It is about the worst of them first of all. */
export function groupMessage(
  group: { groupId: string; labels: Record<string, string> },
  alerts: readonly AlertPart[],
  at: Date,
): AlertMessage {
  const [lead] = alerts;
  const firing = alerts.filter(({ status }) => status === 'firing').length;
  return {
    notification_id: randomUUID(),
    event: firing > 0 ? 'firing' : 'resolved',
    created_at: at.toISOString(),
    alert: lead!,
    group: { group_id: group.groupId, labels: group.labels, firing, resolved: alerts.length - firing },
    alerts: alerts.slice(0, MAX_LISTED),
  };
}

function byWeight(a: AlertPart, b: AlertPart): number {
  if (a.status !== b.status) return a.status === 'firing' ? -1 : 1;
  const severity = SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity);
  return severity || (a.started_at < b.started_at ? -1 : 1);
}
