/** Where an alert stands. Inactive is no status of a stored alert: an alert that never fired is dropped, not kept. */
export const ALERT_STATUSES = ['pending', 'firing', 'resolved'] as const;
export type AlertStatus = (typeof ALERT_STATUSES)[number];

/** Why an alert is over. */
export const RESOLUTION_REASONS = [
  'recovered',
  'no_data',
  'manual',
  'rule_changed',
  'rule_disabled',
  'rule_deleted',
] as const;
export type ResolutionReason = (typeof RESOLUTION_REASONS)[number];

/** What an alert's history tells. */
export const ALERT_EVENTS = [
  'pending',
  'firing',
  'notification_delayed',
  'suppressed',
  'notification_skipped',
  'data_missing',
  'data_returned',
  'condition_cleared',
  'condition_returned',
  'flapping',
  'resolved',
  'escalated',
  'escalation_held',
  'escalation_exhausted',
  'acknowledged',
  'unacknowledged',
  'comment',
] as const;
export type AlertEventKind = (typeof ALERT_EVENTS)[number];
