import { givenSpans } from './span-columns.js';
import { BUCKET, ENDED } from './tally.sql.js';

/** $1: trace ids; $2 and $3: from when to when their traces are looked for. Locks the summaries of those that are there. */
export const LOCK_TRACES = `
select trace_id, extract(epoch from day_at)::double precision * 1000 as day_ms, sampling is not null as kept
from traces where trace_id = any($1) and day_at between $2 and $3 order by trace_id for update`;

const foundIn = (table: string) => `
select trace_id, span_id, extract(epoch from started_at)::double precision * 1000 as start_ms, duration_ms is null as open
from unnest($1::text[], $2::text[]) as sought (trace_id, span_id) join ${table} using (trace_id, span_id)
where started_at between $3 and $4`;

/** $1: trace ids; $2: span ids, one to each; $3 and $4: from when to when they began. Those that are there. */
export const FIND_RECENT = foundIn('recent_spans');
export const FIND_KEPT = foundIn('spans');

/**
 * The spans column by column, as `spanParameters` gives them, each (trace id, span id) once. Writes new spans, finishes open ones, brings
 * the summaries of the traces up to date by what was written, and only that, and leaves word of it for the metrics. Sorted by key, so
 * that batches written at the same time take their locks in the same order. `revision` tells a new row from one written over.
 */
export const INSERT_SPANS = `
with written as (
  insert into recent_spans as old (trace_id, span_id, started_at, parent_span_id, operation_name, service_name, kind, duration_ms,
    status, status_message, tags, scope, trace_state, events, links, left_out, resource_id, revision)
  select trace_id, span_id, to_timestamp(start_ms / 1000.0) as started_at, parent_span_id, operation_name, service_name, kind,
    duration_ms, status, status_message, tags, scope, trace_state, events, links, left_out, resource_id::bigint, revision
  from ${givenSpans()}
  order by trace_id, span_id, started_at
  on conflict (trace_id, span_id, started_at) do update set
    duration_ms = excluded.duration_ms, status = excluded.status, status_message = excluded.status_message,
    tags = old.tags || excluded.tags, events = coalesce(excluded.events, old.events),
    links = coalesce(excluded.links, old.links), left_out = excluded.left_out, revision = old.revision + 1
    where old.duration_ms is null and excluded.duration_ms is not null
  returning trace_id, started_at, parent_span_id, operation_name, service_name, kind, duration_ms, status, revision
),
days as (select trace_id, min(day_ms) as day_ms from ${givenSpans(['trace_id', 'day_ms'])} group by trace_id),
summed as (
  select trace_id, min(started_at) as started_at,
    max(started_at + coalesce(duration_ms, 0) * interval '1 millisecond') as ended_at,
    (array_agg(operation_name order by parent_span_id is not null, started_at))[1] as root_operation,
    (array_agg(service_name order by parent_span_id is not null, started_at))[1] as root_service,
    max(duration_ms) filter (where parent_span_id is null) as root_duration_ms,
    bool_or(parent_span_id is null) as root_known,
    count(*) filter (where revision = 0) as span_count,
    count(*) filter (where revision = 0 and duration_ms is null) - count(*) filter (where revision > 0) as open_span_count,
    count(*) filter (where status = 'error' and duration_ms is not null) as error_count,
    array_agg(distinct service_name) as services
  from written
  group by trace_id
),
tallied as (
  insert into span_tallies (subject, tallies)
  select 'spans', json_agg(json_build_array(ended, service_name, operation_name, kind, status, bucket, count))
  from (
    select ${ENDED} as ended, service_name, operation_name, kind, status, ${BUCKET} as bucket, count(*) as count
    from written where duration_ms is not null group by 1, 2, 3, 4, 5, 6
  ) as tally
  having count(*) > 0
)
insert into traces as old (trace_id, day_at, started_at, ended_at, root_operation, root_service, root_known, root_duration_ms, span_count,
  open_span_count, error_count, services, last_arrived_at, pending)
select trace_id, to_timestamp(day_ms / 1000), started_at, ended_at, root_operation, root_service, root_known, root_duration_ms,
  span_count, open_span_count, error_count, services, now(), true
from summed join days using (trace_id)
order by trace_id
on conflict (trace_id, day_at) do update set
  root_operation = case when not old.root_known and (excluded.root_known or excluded.started_at < old.started_at)
    then excluded.root_operation else old.root_operation end,
  root_service = case when not old.root_known and (excluded.root_known or excluded.started_at < old.started_at)
    then excluded.root_service else old.root_service end,
  root_known = old.root_known or excluded.root_known,
  root_duration_ms = greatest(old.root_duration_ms, excluded.root_duration_ms),
  started_at = least(old.started_at, excluded.started_at),
  ended_at = greatest(old.ended_at, excluded.ended_at),
  span_count = old.span_count + excluded.span_count,
  open_span_count = old.open_span_count + excluded.open_span_count,
  error_count = old.error_count + excluded.error_count,
  last_arrived_at = excluded.last_arrived_at,
  pending = true,
  services = case when excluded.services <@ old.services then old.services
    else (select array_agg(distinct service order by service) from unnest(old.services || excluded.services) as service) end`;

const FINISHED = `
    duration_ms = greatest(0, round((($2::double precision - extract(epoch from started_at)::double precision) * 1000)::numeric, 3)),
    status = case when status = 'unset' then coalesce($3, status) else status end,
    revision = revision + 1
  where trace_id = $1 and duration_ms is null
  returning started_at, operation_name, service_name, kind, parent_span_id, duration_ms, status`;

/**
 * $1: a trace id; $2: the end, epoch seconds; $3: the status of the spans that have none yet, or null.
 * Ends the open spans of the trace (never before their start), and brings its summary and the counts up to date.
 */
export const FINISH_SPANS = `
with recently as (update recent_spans set ${FINISHED}),
kept as (update spans set ${FINISHED}),
finished as (select * from recently union all select * from kept),
summed as (
  select count(*)::int as span_count, count(*) filter (where status = 'error')::int as error_count,
    max(started_at + duration_ms * interval '1 millisecond') as ended_at,
    max(duration_ms) filter (where parent_span_id is null) as root_duration_ms
  from finished
),
tallied as (
  insert into span_tallies (subject, tallies)
  select 'spans', json_agg(json_build_array(${ENDED}, service_name, operation_name, kind, status, ${BUCKET}, 1))
  from finished having count(*) > 0
),
summarised as (
  update traces set
    ended_at = greatest(traces.ended_at, summed.ended_at),
    root_duration_ms = greatest(traces.root_duration_ms, summed.root_duration_ms),
    open_span_count = traces.open_span_count - summed.span_count,
    error_count = traces.error_count + summed.error_count,
    last_arrived_at = now(), pending = true
  from summed where trace_id = $1 and summed.span_count > 0
)
select exists (select from traces where trace_id = $1) as known, span_count as finished from summed`;

/** Locks the summaries of the trace whose spans are to be finished, as every writer of spans does. $1: its id. */
export const LOCK_TRACE = 'select from traces where trace_id = $1 for update';
