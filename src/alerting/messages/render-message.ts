import { conditionSymbol } from '../rules/condition.js';
import type { AlertMessage } from './alert-message.js';
import { shortNumber } from './chart.js';

/** One line for a subject or a headline: `[CRITICAL] Service Down (service=billing)`, `[RESOLVED] …`. */
export function headline({ event, alert }: AlertMessage): string {
  const mark = event === 'resolved' ? 'RESOLVED' : alert.severity.toUpperCase();
  const tags = tagList(alert.tags);
  // A line break in a subject would start a new mail header.
  return singleLine(`[${mark}] ${alert.name}${tags && ` (${tags})`}`).slice(0, 250);
}

/** What people need to know, as label and text, in reading order; empty ones are left out. */
export function facts({ alert }: AlertMessage): [label: string, text: string][] {
  const rows: [string, string | null][] = [
    ['Description', alert.description],
    ['Measured', measured(alert)],
    ['Severity', alert.severity],
    ['Tags', tagList(alert.tags)],
    ['Labels', tagList(alert.labels)],
    ...Object.entries(alert.annotations),
    ['Source', alert.source],
    ['Started', alert.started_at],
    ['Fired', alert.fired_at],
    ['Resolved', alert.resolved_at && `${alert.resolved_at} (${resolution(alert)})`],
    ['Comment', alert.comment],
    ['Runbook', alert.runbook_url],
    ['Alert', alert.alert_id],
  ];
  return rows.filter((row): row is [string, string] => Boolean(row[1]));
}

/** The plain text body of a mail. */
export function plainText(message: AlertMessage): string {
  return `${headline(message)}\n\n${facts(message)
    .map(([label, text]) => `${label}: ${text}`)
    .join('\n')}\n`;
}

/** The value and what it is compared with; null for an alert without either. */
export function measured(alert: AlertMessage['alert']): string | null {
  if (alert.metric_name === null && alert.value === null) return null;
  const value = alert.value === null ? 'no value' : shortNumber(alert.value);
  const limit =
    alert.condition === null || alert.threshold === null
      ? ''
      : `, alerts when ${conditionSymbol(alert.condition)} ${shortNumber(alert.threshold)}`;
  return `${alert.metric_name ?? 'value'} is ${value}${limit}`;
}

function resolution(alert: AlertMessage['alert']): string {
  const reason = (alert.resolution_reason ?? '').replaceAll('_', ' ');
  return alert.resolved_by ? `${reason} by ${alert.resolved_by}` : reason;
}

function tagList(tags: Record<string, string>): string {
  return Object.entries(tags)
    .map(([tag, value]) => `${tag}=${value}`)
    .join(', ');
}

function singleLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ');
}
