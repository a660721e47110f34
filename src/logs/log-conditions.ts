import { Conditions } from '../database/conditions.js';
import { addWordSearch } from '../database/word-search.js';
import { splitAttribute } from '../http/attribute-filter.js';
import type { LogRange } from './log-filter.dto.js';
import { LOG_LEVELS } from './log-level.js';

/** The conditions of a filter on `log_records`. */
export function logConditions(filter: LogRange): Conditions {
  const conditions = new Conditions()
    .addTimeRange('occurred_at', filter.start_time, filter.end_time)
    .addIfGiven('service = ?', filter.service)
    .addIfGiven('trace_id = ?', filter.trace_id)
    .addIfGiven('span_id = ?', filter.span_id)
    .addIfGiven('request_id = ?', filter.request_id);
  // Written out, not as a parameter, so that PostgreSQL sees when the index of failures holds all that is asked for.
  if (filter.level) conditions.add(`severity_number >= ${LOG_LEVELS[filter.level]}`);
  for (const attribute of filter.attribute ?? []) {
    conditions.add('attributes ->> ?::text = ?', ...splitAttribute(attribute));
  }
  for (const attribute of filter.exclude ?? []) {
    conditions.add('attributes ->> ?::text is distinct from ?', ...splitAttribute(attribute));
  }
  if (filter.search) addWordSearch(conditions, 'message', filter.search);
  return conditions;
}

/** A record's place in the order of all: when it was written, epoch ms, and its id. */
export type LogPlace = readonly [at: number, id: string];

/** Only what stands before or after a place. The time alone is said too: by it PostgreSQL knows which days to look into. */
export function addPlace(conditions: Conditions, side: 'before' | 'after', [at, id]: LogPlace): Conditions {
  const sign = side === 'before' ? '<' : '>';
  return conditions
    .add(`occurred_at ${sign}= to_timestamp(?::double precision / 1000)`, at)
    .add(`(occurred_at, log_id) ${sign} (to_timestamp(?::double precision / 1000), ?)`, at, id);
}
