import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Alert } from '../alerts/alert.entity.js';
import type { NewAlertEvent } from '../alerts/alert-rows.js';
import type { AlertEventKind } from '../alerts/alert-status.js';
import type { AlertRule } from '../rules/alert-rule.entity.js';
import type { OpenState, Reading, Verdict } from './evaluate-rule.js';

/** What is to be stored of a verdict. `alert` undefined: nothing is open, and what was open is dropped. */
export interface Advance {
  alert: Alert | undefined;
  events: NewAlertEvent[];
}

/** The part of a stored alert that the state machine looks at. */
export function openStateOf(alert: Alert): OpenState {
  return {
    status: alert.status === 'firing' ? 'firing' : 'pending',
    value: alert.value,
    heldMs: alert.heldMs,
    clearMs: alert.clearMs,
    evaluatedAt: alert.evaluatedAt.getTime(),
    missingSince: alert.missingSince?.getTime() ?? null,
    isFlapping: alert.isFlapping,
    notifiedAt: alert.notifiedAt?.getTime() ?? null,
  };
}

/** The alert as a verdict leaves it, with the lines this adds to its history. `now` is epoch ms. */
export function advanceAlert(
  rule: AlertRule,
  fingerprint: string,
  tags: Record<string, string>,
  reading: Reading,
  before: Alert | undefined,
  verdict: Verdict,
  now: number,
): Advance {
  if (verdict.status === 'inactive') return { alert: undefined, events: [] };
  const at = new Date(now);
  const value = typeof reading === 'number' ? reading : null;
  const base = before ?? newAlert(rule, fingerprint, tags, at);
  // Once it fires it keeps what its rule said then, and its end goes to the channels that were told of its beginning.
  const told = before?.status === 'firing' ? before : rule;
  const alert: Alert = {
    ...base,
    name: told.name,
    description: told.description,
    severity: told.severity,
    condition: told.condition,
    labels: told.labels,
    annotations: told.annotations,
    runbookUrl: told.runbookUrl,
    notificationChannels: told.notificationChannels,
    escalationPolicy: told.escalationPolicy,
    status: verdict.status,
    threshold: rule.threshold,
    value: value ?? base.value,
    heldMs: storable(verdict.heldMs),
    clearMs: verdict.clearMs === null ? null : storable(verdict.clearMs),
    isFlapping: verdict.isFlapping,
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
    value,
    actor: null,
    comment: kind === 'resolved' ? verdict.reason : null,
  }));
  return { alert, events };
}

/** Whether an alert is worth a write: how late it was evaluated matters only where time is counted. */
export function differs(before: Alert | undefined, after: Alert): boolean {
  if (before?.status !== 'firing' || after.status !== 'firing' || after.clearMs !== null) return true;
  return !isDeepStrictEqual({ ...before, evaluatedAt: after.evaluatedAt }, after);
}

/** As a column of integers takes it: 24 days and more are the same. */
function storable(durationMs: number): number {
  return Math.min(durationMs, 2 ** 31 - 1);
}

function eventsOf(before: Alert | undefined, alert: Alert): AlertEventKind[] {
  const events: AlertEventKind[] = [];
  if (!before) events.push('pending');
  if (before?.missingSince && !alert.missingSince && alert.status !== 'resolved') events.push('data_returned');
  if (!before?.missingSince && alert.missingSince) events.push('data_missing');
  if (alert.status === 'firing' && before?.status !== 'firing') {
    events.push('firing');
    if (!alert.notifiedAt) events.push('notification_delayed');
    if (alert.isFlapping) events.push('flapping');
  }
  if (
    alert.status === 'firing' &&
    before?.status === 'firing' &&
    (before.clearMs === null) !== (alert.clearMs === null)
  ) {
    events.push(alert.clearMs === null ? 'condition_returned' : 'condition_cleared');
  }
  if (alert.status === 'resolved') events.push('resolved');
  return events;
}

type Beginning = Omit<
  Alert,
  | 'name'
  | 'description'
  | 'severity'
  | 'condition'
  | 'labels'
  | 'annotations'
  | 'runbookUrl'
  | 'notificationChannels'
  | 'escalationPolicy'
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
    clearMs: null,
    isFlapping: false,
    evaluatedAt: at,
    missingSince: null,
    notifiedAt: null,
    suppressedBy: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
  };
}
