/** How often an event happened: a sender may write anything there. */
export const WEIGHT = `case jsonb_typeof(additional_data -> 'count') when 'number'
  then least(greatest((additional_data -> 'count')::numeric, 1), 1000000000)::float8 else 1 end`;

const KEY = 'value_hash, event_type, severity, service';
const SUMS = 'event_count, occurrence_count, first_at, last_at';
const add = (known: string) => `event_count = ${known}.event_count + excluded.event_count,
    occurrence_count = ${known}.occurrence_count + excluded.occurrence_count,
    first_at = least(${known}.first_at, excluded.first_at),
    last_at = greatest(${known}.last_at, excluded.last_at)`;

/** Half of a text's SHA-256, as a UUID. */
export function hashOf(text: string): string {
  return `encode(substr(sha256(convert_to(${text}, 'UTF8')), 1, 16), 'hex')::uuid`;
}

/** @param events a relation of events, of which those that were no attack are left out already @returns what their hours have of them */
export function hoursOf(events: string): string {
  return `
  select key, date_trunc('hour', occurred_at, 'UTC') as hour_at, ${hashOf('value')} as value_hash,
    event_type, severity, service, value, count(*) as event_count, sum(${WEIGHT}) as occurrence_count, min(occurred_at) as first_at,
    max(occurred_at) as last_at
  from ${events} cross join lateral (values ('all', ''), ('ip_address', host(ip_address)), ('user_id', user_id), ('endpoint', endpoint),
    ('user_agent', user_agent)) as told (key, value)
  where value is not null group by key, hour_at, event_type, severity, service, value`;
}

/** Adds hours to those that are stored. Sorted by key, so that statements at the same time take their locks in the same order. */
export function addHours(hours: string): string {
  return `insert into security_event_hours as known (key, hour_at, ${KEY}, value, ${SUMS})
  select key, hour_at, ${KEY}, value, ${SUMS} from ${hours} order by key, hour_at, ${KEY}
  on conflict (key, hour_at, ${KEY}) do update set ${add('known')}`;
}

/** Adds hours to the days that are stored. */
export function addDays(hours: string): string {
  return `insert into security_event_days as known (key, day_at, ${KEY}, value, ${SUMS})
  select key, date_trunc('day', hour_at, 'UTC') as day_at, ${KEY}, min(value), sum(event_count), sum(occurrence_count), min(first_at), max(last_at)
  from ${hours} where key <> 'all' group by key, day_at, ${KEY} order by key, day_at, ${KEY}
  on conflict (key, value_hash, day_at, event_type, severity, service) do update set ${add('known')}`;
}

/** Continues a statement whose relation `written` holds events that are new: adds them to their hours and days. */
export const COUNT_EVENTS = `
counted as materialized (${hoursOf('written')}
),
counted_days as (${addDays('counted')})
${addHours('counted')}`;
