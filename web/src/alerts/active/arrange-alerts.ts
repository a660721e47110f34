import { SEVERITIES } from '../../api/alert.js';
import { type Alert, sinceOf } from '../alert.js';
import type { Grouping } from './grouping.js';

/** Alerts under one heading. */
export interface AlertGroup {
  readonly key: string;
  readonly title: string;
  readonly alerts: readonly Alert[];
}

/** What the reader looks for; everything when nothing is given. */
export interface AlertChoice {
  readonly q?: string;
  readonly severity?: readonly string[];
  readonly service?: string;
}

/** Firing before pending, the most severe first, and of those what began last: what is new is what somebody comes for. */
export function byUrgency(left: Alert, right: Alert): number {
  const status = Number(right.status === 'firing') - Number(left.status === 'firing');
  const severity = SEVERITIES.indexOf(left.severity) - SEVERITIES.indexOf(right.severity);
  return status || severity || sinceOf(right) - sinceOf(left) || left.alert_id.localeCompare(right.alert_id);
}

/** Alerts under headings, the group with the most urgent alert first. */
export function arrange(alerts: readonly Alert[], grouping: Grouping): AlertGroup[] {
  const groups = new Map<string, { title: string; alerts: Alert[] }>();
  for (const alert of alerts.toSorted(byUrgency)) {
    const { key, title } = headingOf(alert, grouping);
    const group = groups.get(key) ?? { title, alerts: [] };
    group.alerts.push(alert);
    groups.set(key, group);
  }
  return [...groups].map(([key, group]) => ({ key, ...group }));
}

/** Whether an alert is among what the reader looks for: words are looked for in its name, its description, its tags and its labels. */
export function isChosen(alert: Alert, { q, severity, service }: AlertChoice): boolean {
  if (severity !== undefined && !severity.includes(alert.severity)) return false;
  if (service !== undefined && alert.tags.service !== service) return false;
  if (q === undefined) return true;
  const texts = [alert.name, alert.description, ...Object.entries({ ...alert.labels, ...alert.tags }).flat()];
  return texts.some((text) => text.toLowerCase().includes(q.toLowerCase()));
}

function headingOf({ rule_id, name, tags }: Alert, grouping: Grouping): { key: string; title: string } {
  if (grouping === 'rule') return { key: rule_id ?? `by hand ${name}`, title: name };
  if (grouping === 'service') return { key: tags.service ?? '', title: tags.service ?? 'No service' };
  return { key: '', title: '' };
}
