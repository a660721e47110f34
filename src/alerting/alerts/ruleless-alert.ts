import { randomUUID } from 'node:crypto';
import type { Alert } from './alert.entity.js';

/** What is known of an alert that no rule has found. */
export type RulelessAlert = Pick<
  Alert,
  | 'fingerprint'
  | 'name'
  | 'description'
  | 'severity'
  | 'source'
  | 'tags'
  | 'metricName'
  | 'condition'
  | 'value'
  | 'threshold'
  | 'notificationChannels'
  | 'escalationPolicy'
>;

/** The alert as it begins: it fires at once. */
export function rulelessAlert(given: RulelessAlert, at: Date): Alert {
  return {
    ...given,
    alertId: randomUUID(),
    ruleId: null,
    status: 'firing',
    labels: {},
    annotations: {},
    runbookUrl: null,
    startedAt: at,
    firedAt: at,
    resolvedAt: null,
    resolvedBy: null,
    resolutionReason: null,
    comment: null,
    heldMs: 0,
    clearMs: null,
    isFlapping: false,
    evaluatedAt: at,
    missingSince: null,
    notifiedAt: at,
    suppressedBy: null,
    acknowledgedAt: null,
    acknowledgedBy: null,
  };
}
