import { randomUUID } from 'node:crypto';
import type { Alert } from '../alerts/alert.entity.js';
import type { NewAlertEvent } from '../alerts/alert-rows.js';
import type { AlertEventKind } from '../alerts/alert-status.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import type { OpenState, Verdict } from './evaluate-rule.js';
import type { GroupValue } from './measure-rule.js';

/** What is to be stored of a verdict. `alert` undefined: nothing is open, and what was open is dropped. */
export interface Advance {
  alert: Alert | undefined;
  events: NewAlertEvent[];
}

/** The part of a stored alert that the state machine looks at. */
export function openStateOf(alert: Alert): OpenState {
  return {
    status: alert.status === 'firing' ? 'firing' : 'pending',
    heldMs: alert.heldMs,
    evaluatedAt: alert.evaluatedAt.getTime(),
    missingSince: alert.missingSince?.getTime() ?? null,
    notifiedAt: alert.notifiedAt?.getTime() ?? null,
  };
}

/** The alert as a verdict leaves it, with the lines this adds to its history. `now` is epoch ms. */
export function advanceAlert(
  rule: AlertRule,
  fingerprint: string,
  group: GroupValue,
  before: Alert | undefined,
  verdict: Verdict,
  now: number,
): Advance {
  if (verdict.status === 'inactive') return { alert: undefined, events: [] };
  const at = new Date(now);
  const base = before ?? newAlert(rule, fingerprint, group.tags, at);
  // Once it fires it keeps what its rule said then, and its end goes to the channels that were told of its beginning.
  const told = before?.status === 'firing' ? before : rule;
  const alert: Alert = {
    ...base,
    name: told.name,
    description: told.description,
    severity: told.severity,
    condition: told.condition,
    labels: told.labels,
    runbookUrl: told.runbookUrl,
    notificationChannels: told.notificationChannels,
    status: verdict.status,
    threshold: rule.threshold,
    value: group.value ?? base.value,
    heldMs: Math.min(verdict.heldMs, 2 ** 31 - 1),
    evaluatedAt: at,
    missingSince: verdict.missingSince === null ? null : new Date(verdict.missingSince),
    firedAt: base.firedAt ?? (verdict.status === 'firing' ? at : null),
    notifiedAt: verdict.notify === 'firing' ? at : base.notifiedAt,
    resolvedAt: verdict.status === 'resolved' ? at : null,
    resolutionReason: verdict.reason,
  };
  const events = eventsOf(before, alert).map((kind) => ({
    alertId: alert.alertId,
    at,
    kind,
    value: group.value ?? null,
    actor: null,
    comment: kind === 'resolved' ? verdict.reason : null,
  }));
  return { alert, events };
}

function eventsOf(before: Alert | undefined, alert: Alert): AlertEventKind[] {
  const events: AlertEventKind[] = [];
  if (!before) events.push('pending');
  if (before?.missingSince && !alert.missingSince && alert.status !== 'resolved') events.push('data_returned');
  if (!before?.missingSince && alert.missingSince) events.push('data_missing');
  if (alert.status === 'firing' && before?.status !== 'firing') {
    events.push('firing');
    if (!alert.notifiedAt) events.push('notification_delayed');
  }
  if (alert.status === 'resolved') events.push('resolved');
  return events;
}

type Beginning = Omit<
  Alert,
  'name' | 'description' | 'severity' | 'condition' | 'labels' | 'runbookUrl' | 'notificationChannels'
>;

function newAlert(rule: AlertRule, fingerprint: string, tags: Record<string, string>, at: Date): Beginning {
  return {
    alertId: randomUUID(),
    ruleId: rule.ruleId,
    fingerprint,
    status: 'pending',
    source: 'rule',
    metricName: rule.metricName,
    threshold: rule.threshold,
    value: null,
    tags,
    startedAt: at,
    firedAt: null,
    resolvedAt: null,
    resolvedBy: null,
    resolutionReason: null,
    comment: null,
    heldMs: 0,
    evaluatedAt: at,
    missingSince: null,
    notifiedAt: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
  };
}
