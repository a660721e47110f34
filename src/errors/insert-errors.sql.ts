import { ATTACHED } from './attachments/insert-attachments.sql.js';
import { NOTED_FACTS } from './facts/note-facts.sql.js';
import { COUNTED, LEFT_OUT_MINUTES, TALLIED } from './quota/count-events.sql.js';

/** So many releases of a group are remembered, the newest. */
const MAX_RELEASES = 200;
const newestOf = (list: string) => `(${list})[greatest(1, cardinality(${list}) - ${MAX_RELEASES - 1}):]`;

/**
 * A resolved group regresses by an event after its resolution; one that was resolved in a release only by an event of that release or
 * of one it had not had before: what is still about of older ones was not meant to be mended.
 */
const REGRESSES = `(known.status = 'resolved' and excluded.last_seen_at > known.status_changed_at
  and (known.resolved_in_release is null or known.resolved_in_release = any(excluded.releases) or not excluded.releases <@ known.releases))`;
/** An ignored group returns once its time is over or it has had so many events. */
const RETURNS = `(known.status = 'ignored' and (excluded.last_seen_at > known.ignored_until
  or known.event_count + excluded.event_count >= known.ignored_until_count))`;

/**
 * $1: the errors as a JSON array of rows. Writes the events that are not known yet and not left out, and adds those and what is left out
 * to their groups and hours. Sorted by key, so that batches written at the same time take their locks in the same order.
 */
export const INSERT_ERRORS = `
with given as (
  select *, to_timestamp(at_ms / 1000.0) as occurred_at
  from json_to_recordset($1::json) as row (
    group_id uuid, at_ms double precision, error_id text, error_type text, error_message text, severity text, service text,
    culprit text, environment text, release text, endpoint text, http_method text, status_code integer, stack_trace text,
    user_id text, request_id text, trace_id text, span_id text, tags jsonb, additional_data jsonb, exceptions jsonb, processing_errors text[],
    fingerprint text[], grouped_by text, left_out boolean, attachments json)
),
fingerprints as (
  select distinct on (group_id) group_id, fingerprint, grouped_by from given order by group_id
),
inserted as (
  insert into error_events (group_id, occurred_at, error_id, error_type, error_message, severity, service, culprit,
    environment, release, endpoint, http_method, status_code, stack_trace, user_id, request_id, trace_id, span_id, tags,
    additional_data, exceptions, processing_errors)
  select group_id, occurred_at, error_id, error_type, error_message, severity, service, culprit, environment, release,
    endpoint, http_method, status_code, stack_trace, user_id, request_id, trace_id, span_id, tags, additional_data,
    exceptions, processing_errors
  from given where not left_out
  order by group_id, occurred_at, error_id
  on conflict do nothing
  returning group_id, occurred_at, error_id, error_type, error_message, severity, service, culprit, coalesce(release, '') as release
),
${ATTACHED},
${COUNTED},
${LEFT_OUT_MINUTES},
${TALLIED},
sums as (
  select group_id, count(*) as event_count, count(*) filter (where left_out) as left_out_count,
    min(occurred_at) as first_seen_at, max(occurred_at) as last_seen_at, array_agg(distinct release) as releases
  from counted group by group_id
),
latest as (
  select distinct on (group_id) group_id, service, error_type, error_message, culprit, severity
  from counted order by group_id, occurred_at desc
),
grouped as (
  insert into error_groups as known (group_id, service, error_type, error_message, culprit, severity, event_count, left_out_count,
    first_seen_at, last_seen_at, releases, fingerprint, grouped_by)
  select group_id, service, error_type, error_message, culprit, severity, event_count, left_out_count, first_seen_at, last_seen_at,
    releases, fingerprint, grouped_by
  from latest join sums using (group_id) join fingerprints using (group_id) order by group_id
  on conflict (group_id) do update set
    event_count = known.event_count + excluded.event_count,
    left_out_count = known.left_out_count + excluded.left_out_count,
    first_seen_at = least(known.first_seen_at, excluded.first_seen_at),
    last_seen_at = greatest(known.last_seen_at, excluded.last_seen_at),
    error_message = case when excluded.last_seen_at < known.last_seen_at then known.error_message else excluded.error_message end,
    severity = case when excluded.last_seen_at < known.last_seen_at then known.severity else excluded.severity end,
    releases = case when excluded.releases <@ known.releases then known.releases else ${newestOf('known.releases || excluded.releases')} end,
    status = case when ${REGRESSES} or ${RETURNS} then 'unresolved' else known.status end,
    status_changed_at = case when ${REGRESSES} or ${RETURNS} then now() else known.status_changed_at end,
    regressed_at = case when ${REGRESSES} then now() else known.regressed_at end
  returning group_id, status, status_changed_at, regressed_at, xmax = 0 as is_new
),
${NOTED_FACTS},
reopened as (
  insert into error_group_events (group_id, at, kind)
  select group_id, now(), case when regressed_at = now() then 'regressed' else 'returned' end
  from grouped where status = 'unresolved' and status_changed_at = now() order by group_id
)
insert into error_group_hours (group_id, hour_at, severity, service, error_type, event_count)
select group_id, date_trunc('hour', occurred_at, 'UTC') as hour_at, severity, service, error_type, count(*)
from counted
group by group_id, hour_at, severity, service, error_type
order by group_id, hour_at, severity
on conflict (group_id, hour_at, severity) do update set event_count = error_group_hours.event_count + excluded.event_count`;
