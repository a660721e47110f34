import type { AlertMessage } from './alert-message.js';

/** Always the same, so that the end of a trial reaches the same incident as its beginning. */
const SAMPLE_ID = '00000000-0000-4000-8000-000000000000';

/** What a channel is tried with. */
export const TRIAL_EVENTS = ['firing', 'resolved'] as const;
export type TrialEvent = (typeof TRIAL_EVENTS)[number];

/** A message about nothing, to try a channel or show a template. Times are epoch ms. */
export function sampleMessage(event: TrialEvent, now = 0, notificationId = SAMPLE_ID): AlertMessage {
  const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000).toISOString();
  const over = event === 'resolved';
  return {
    notification_id: notificationId,
    event,
    created_at: at(0),
    alert: {
      alert_id: SAMPLE_ID,
      rule_id: null,
      name: 'Test notification',
      description: 'Somebody tries this channel. Nothing is wrong.',
      severity: 'info',
      status: event,
      metric_name: 'test_metric',
      condition: 'gt',
      threshold: 80,
      value: over ? 12.5 : 93.2,
      tags: { service: 'example' },
      labels: {},
      annotations: {},
      runbook_url: null,
      source: 'test',
      started_at: at(5),
      fired_at: at(5),
      resolved_at: over ? at(0) : null,
      resolved_by: null,
      resolution_reason: over ? 'recovered' : null,
      comment: null,
    },
  };
}
