import { Conditions } from '../database/conditions.js';
import type { SecurityEventRange } from './security-event.dto.js';
import { SEVERITIES } from './severity.js';

/** The conditions that a filter puts on security events. @param values those of other conditions of the same statement */
export function eventConditions(filter: SecurityEventRange, values: unknown[] = []): Conditions {
  const conditions = new Conditions(values).addTimeRange('occurred_at', filter.start_time, filter.end_time);
  addKinds(conditions, filter)
    .addIfGiven('ip_address = ?::inet', filter.ip_address)
    .addIfGiven('user_id = ?', filter.user_id)
    .addIfGiven('endpoint = ?', filter.endpoint)
    .addIfGiven('md5(user_agent) = md5(?)', filter.user_agent)
    .addIfGiven('user_agent = ?', filter.user_agent)
    .addIfGiven('request_id = ?', filter.request_id)
    .addIfGiven('trace_id = ?', filter.trace_id);
  if (filter.false_positive) addFalsePositive(conditions, filter.false_positive === 'true');
  return conditions;
}

/** Those that events and what is counted of them have in common. */
export function addKinds(conditions: Conditions, filter: SecurityEventRange): Conditions {
  const { min_severity } = filter;
  return conditions
    .addIfGiven('event_type = any (?)', filter.event_type)
    .addIfGiven('severity = ?', filter.severity)
    .addIfGiven('severity = any (?)', min_severity && SEVERITIES.slice(SEVERITIES.indexOf(min_severity)))
    .addIfGiven('service = ?', filter.service);
}

export function addFalsePositive(conditions: Conditions, isOne: boolean): Conditions {
  return conditions.add(`false_positive_at is ${isOne ? 'not null' : 'null'}`);
}
