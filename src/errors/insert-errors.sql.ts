/**
 * $1: the errors as a JSON array of rows. Writes the events that are not known yet, and adds those, and only those, to
 * their groups and hours. Sorted by key, so that batches written at the same time take their locks in the same order.
 */
export const INSERT_ERRORS = `
with given as (
  select *, to_timestamp(at_ms / 1000.0) as occurred_at
  from json_to_recordset($1::json) as row (
    group_id uuid, at_ms double precision, error_id text, error_type text, error_message text, severity text, service text,
    culprit text, environment text, release text, endpoint text, http_method text, status_code integer, stack_trace text,
    user_id text, request_id text, trace_id text, span_id text, tags jsonb, additional_data jsonb, exceptions jsonb, processing_errors text[])
),
inserted as (
  insert into error_events (group_id, occurred_at, error_id, error_type, error_message, severity, service, culprit,
    environment, release, endpoint, http_method, status_code, stack_trace, user_id, request_id, trace_id, span_id, tags,
    additional_data, exceptions, processing_errors)
  select group_id, occurred_at, error_id, error_type, error_message, severity, service, culprit, environment, release,
    endpoint, http_method, status_code, stack_trace, user_id, request_id, trace_id, span_id, tags, additional_data,
    exceptions, processing_errors
  from given
  order by group_id, occurred_at, error_id
  on conflict do nothing
  returning group_id, occurred_at, error_type, error_message, severity, service, culprit
),
grouped as (
  insert into error_groups (group_id, service, error_type, error_message, culprit, severity, event_count, first_seen_at, last_seen_at)
  select distinct on (group_id) group_id, service, error_type, error_message, culprit, severity,
    count(*) over same_group, min(occurred_at) over same_group, max(occurred_at) over same_group
  from inserted
  window same_group as (partition by group_id)
  order by group_id, occurred_at desc
  on conflict (group_id) do update set
    event_count = error_groups.event_count + excluded.event_count,
    first_seen_at = least(error_groups.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(error_groups.last_seen_at, excluded.last_seen_at),
    error_message = case when excluded.last_seen_at < error_groups.last_seen_at then error_groups.error_message else excluded.error_message end,
    severity = case when excluded.last_seen_at < error_groups.last_seen_at then error_groups.severity else excluded.severity end
)
insert into error_group_hours (group_id, hour_at, severity, service, error_type, event_count)
select group_id, date_trunc('hour', occurred_at, 'UTC') as hour_at, severity, service, error_type, count(*)
from inserted
group by group_id, hour_at, severity, service, error_type
order by group_id, hour_at, severity
on conflict (group_id, hour_at, severity) do update set event_count = error_group_hours.event_count + excluded.event_count`;
