import { type Alert, SEVERITIES, type Severity } from '../api/alert.js';

/** The states colour may stand for; colour stands for nothing else on this page. */
export type Tone = Severity | 'good' | 'pending' | 'unknown';

/** The firing alerts, most urgent first, and within one severity the one that fires longest. */
export function firingAlerts(alerts: readonly Alert[]): Alert[] {
  return alerts.filter((alert) => alert.status === 'firing').sort(byUrgency);
}

/** Order of a list of alerts: firing before pending, urgent before mild, old before new. */
export function byUrgency(left: Alert, right: Alert): number {
  const status = Number(right.status === 'firing') - Number(left.status === 'firing');
  if (status !== 0) return status;
  const severity = rank(left.severity) - rank(right.severity);
  return severity !== 0 ? severity : Date.parse(left.started_at) - Date.parse(right.started_at);
}

/** A severity this page does not know counts as the most urgent one. */
function rank(severity: Severity): number {
  return SEVERITIES.indexOf(severity);
}

/** The state of a panel: that of the worst alert firing on one of its metrics, so that colour always has an alert behind it. */
export function toneOfMetrics(alerts: readonly Alert[], metricNames: readonly string[]): Severity | undefined {
  return firingAlerts(alerts).find((alert) => metricNames.includes(alert.metric_name ?? ''))?.severity;
}
