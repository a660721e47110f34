import { Conditions } from '../database/conditions.js';
import type { SecurityEventRange } from './security-event.dto.js';
import { SEVERITIES } from './severity.js';

/** The conditions that a filter puts on security events. */
export function eventConditions(filter: SecurityEventRange): Conditions {
  const { min_severity, false_positive } = filter;
  const conditions = new Conditions()
    .addTimeRange('occurred_at', filter.start_time, filter.end_time)
    .addIfGiven('event_type = any (?)', filter.event_type)
    .addIfGiven('severity = ?', filter.severity)
    .addIfGiven('severity = any (?)', min_severity && SEVERITIES.slice(SEVERITIES.indexOf(min_severity)))
    .addIfGiven('ip_address = ?::inet', filter.ip_address)
    .addIfGiven('user_id = ?', filter.user_id)
    .addIfGiven('service = ?', filter.service)
    .addIfGiven('endpoint = ?', filter.endpoint)
    .addIfGiven('md5(user_agent) = md5(?)', filter.user_agent)
    .addIfGiven('user_agent = ?', filter.user_agent)
    .addIfGiven('request_id = ?', filter.request_id)
    .addIfGiven('trace_id = ?', filter.trace_id);
  if (false_positive) conditions.add(`false_positive_at is ${false_positive === 'true' ? 'not null' : 'null'}`);
  return conditions;
}
