import { conditionSymbol } from '../rules/condition.js';
import type { AlertMessage, AlertPart } from './alert-message.js';
import { shortNumber } from './chart.js';

/** So many alerts of a group are written out. */
const MAX_LINES = 20;

/** Whether a message is about several alerts. */
export function isAboutSeveral({ alerts }: AlertMessage): boolean {
  return alerts !== undefined && alerts.length > 1;
}

/**
 * One line for a subject or a headline: `[CRITICAL] Service Down (service=billing)`, `[RESOLVED] …`; of several alerts
 * `[CRITICAL] 2 firing, 1 resolved (service=billing): Service Down, High Error Rate`.
 */
export function headline(message: AlertMessage): string {
  return isAboutSeveral(message) ? lineWith(message.alert, severalWords(message)) : alertHeadline(message.alert);
}

/** The headline of one alert. */
export function alertHeadline(alert: AlertPart): string {
  return lineWith(alert, `${alert.name}${inBrackets(alert.tags)}`);
}

/** A line break in a subject would start a new mail header. */
function lineWith(alert: AlertPart, words: string): string {
  return singleLine(`[${markOf(alert)}] ${words}`).slice(0, 250);
}

function severalWords({ group, alerts = [] }: AlertMessage): string {
  const { firing, resolved, labels } = group!;
  const counts = [firing && `${firing} firing`, resolved && `${resolved} resolved`].filter(Boolean).join(', ');
  const names = [...new Set(alerts.map(({ name }) => name))].join(', ');
  return `${counts}${inBrackets(labels)}: ${names}`;
}

function markOf({ status, severity }: AlertPart): string {
  return status === 'resolved' ? 'RESOLVED' : severity.toUpperCase();
}

/** What people need to know, as label and text, in reading order; empty ones are left out. Of several alerts a line each. */
export function facts(message: AlertMessage): [label: string, text: string][] {
  const { alert, alerts = [], group, escalation } = message;
  if (isAboutSeveral(message)) {
    const lines = alerts.slice(0, MAX_LINES).map((each): [string, string] => [markOf(each), lineOf(each)]);
    const left = group!.firing + group!.resolved - lines.length;
    return left > 0 ? [...lines, ['And', `${left} more`]] : lines;
  }
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
    ['Escalation', escalation ? escalationWords(escalation) : null],
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
export function measured(alert: AlertPart): string | null {
  if (alert.metric_name === null && alert.value === null) return null;
  const value = alert.value === null ? 'no value' : shortNumber(alert.value);
  const limit =
    alert.condition === null || alert.threshold === null
      ? ''
      : `, alerts when ${conditionSymbol(alert.condition)} ${shortNumber(alert.threshold)}`;
  return `${alert.metric_name ?? 'value'} is ${value}${limit}`;
}

function escalationWords({ policy, step, round, on_call }: NonNullable<AlertMessage['escalation']>): string {
  const again = round > 1 ? `, round ${round}` : '';
  const people = on_call.length > 0 ? `; on call: ${on_call.join(', ')}` : '';
  return `nobody has acknowledged it: ${policy}, step ${step}${again}${people}`;
}

function lineOf(alert: AlertPart): string {
  const detail =
    alert.status === 'resolved' ? `resolved at ${alert.resolved_at} (${resolution(alert)})` : measured(alert);
  return [`${alert.name}${inBrackets(alert.tags)}`, detail, alert.runbook_url].filter(Boolean).join('; ');
}

function inBrackets(tags: Record<string, string>): string {
  const list = tagList(tags);
  return list && ` (${list})`;
}

function resolution(alert: AlertPart): string {
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
