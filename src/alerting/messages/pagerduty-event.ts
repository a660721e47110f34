import type { AlertMessage } from './alert-message.js';
import type { Words } from './template.js';

/** PagerDuty refuses longer summaries. */
const MAX_SUMMARY = 1024;

const ACTIONS = { firing: 'trigger', acknowledged: 'acknowledge', resolved: 'resolve' };

/**
 * An event of PagerDuty's Events API v2, without the routing key. One alert, or one group of them, is one incident: its id is the key by
 * which PagerDuty tells repeats and finds the incident to resolve.
 */
export function pagerDutyEvent(
  { event, alert, group, notification_id, created_at }: AlertMessage,
  { title, text }: Words,
): object {
  const { value, threshold, tags, labels, metric_name } = alert;
  return {
    event_action: ACTIONS[event],
    dedup_key: group?.group_id ?? alert.alert_id,
    payload: {
      summary: title.slice(0, MAX_SUMMARY),
      // What is affected; PagerDuty asks for one.
      source: tags.service ?? tags.host ?? alert.source,
      severity: alert.severity, // PagerDuty has the same four
      timestamp: alert.fired_at ?? created_at,
      component: alert.metric_name ?? undefined,
      group: tags.service,
      class: alert.name,
      custom_details: { notification_id, text, metric_name, value, threshold, tags, labels },
    },
    links: alert.runbook_url ? [{ href: alert.runbook_url, text: 'Runbook' }] : [],
  };
}
