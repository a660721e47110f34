/**
 * $1: the spans as a JSON array of rows, each (trace id, span id) once; $2: their trace ids; $3 and $4: from when to when
 * known spans and traces are looked for. Writes new spans, finishes open ones, and brings the summaries of the traces
 * up to date by what was written, and only that. Sorted by key, so that batches written at the same time take their
 * locks in the same order. `revision` tells a new row from one written over.
 */
export const INSERT_SPANS = `
with known as (
  select trace_id, span_id, min(started_at) as started_at from spans
  where trace_id = any($2) and started_at between $3 and $4
  group by trace_id, span_id
),
written as (
  insert into spans as old (trace_id, span_id, started_at, parent_span_id, operation_name, service_name, kind, duration_ms,
    status, status_message, tags, scope, trace_state, events, links, left_out, resource_id)
  select row.trace_id, row.span_id, coalesce(known.started_at, to_timestamp(row.start_ms / 1000.0)) as started_at,
    row.parent_span_id, row.operation_name, row.service_name, row.kind, row.duration_ms, row.status, row.status_message, row.tags,
    row.scope, row.trace_state, row.events, row.links, row.left_out, row.resource_id
  from json_to_recordset($1::json) as row (
    trace_id text, span_id text, start_ms double precision, parent_span_id text, operation_name text, service_name text,
    kind text, duration_ms double precision, status text, status_message text, tags jsonb,
    scope text, trace_state text, events jsonb, links jsonb, left_out jsonb, resource_id bigint)
  left join known using (trace_id, span_id)
  order by trace_id, span_id, started_at
  on conflict (trace_id, span_id, started_at) do update set
    duration_ms = excluded.duration_ms, status = excluded.status, status_message = excluded.status_message,
    tags = old.tags || excluded.tags, events = coalesce(excluded.events, old.events),
    links = coalesce(excluded.links, old.links), left_out = excluded.left_out, revision = old.revision + 1
    where old.duration_ms is null and excluded.duration_ms is not null
  returning trace_id, started_at, parent_span_id, operation_name, service_name, duration_ms, status, revision
),
summed as (
  select trace_id, min(started_at) as started_at,
    max(started_at + coalesce(duration_ms, 0) * interval '1 millisecond') as ended_at,
    (array_agg(operation_name order by parent_span_id is not null, started_at))[1] as root_operation,
    (array_agg(service_name order by parent_span_id is not null, started_at))[1] as root_service,
    bool_or(parent_span_id is null) as root_known,
    count(*) filter (where revision = 0) as span_count,
    count(*) filter (where revision = 0 and duration_ms is null) - count(*) filter (where revision > 0) as open_span_count,
    count(*) filter (where status = 'error' and duration_ms is not null) as error_count,
    array_agg(distinct service_name) as services
  from written
  group by trace_id
),
days as (
  select trace_id, min(day_at) as day_at from traces where trace_id = any($2) and day_at between $3 and $4 group by trace_id
)
insert into traces as old (trace_id, day_at, started_at, ended_at, root_operation, root_service, root_known, span_count,
  open_span_count, error_count, services)
select trace_id, coalesce(days.day_at, date_trunc('day', summed.started_at, 'UTC')), summed.started_at, ended_at,
  root_operation, root_service, root_known, span_count, open_span_count, error_count, services
from summed left join days using (trace_id)
order by trace_id
on conflict (trace_id, day_at) do update set
  root_operation = case when not old.root_known and (excluded.root_known or excluded.started_at < old.started_at)
    then excluded.root_operation else old.root_operation end,
  root_service = case when not old.root_known and (excluded.root_known or excluded.started_at < old.started_at)
    then excluded.root_service else old.root_service end,
  root_known = old.root_known or excluded.root_known,
  started_at = least(old.started_at, excluded.started_at),
  ended_at = greatest(old.ended_at, excluded.ended_at),
  span_count = old.span_count + excluded.span_count,
  open_span_count = old.open_span_count + excluded.open_span_count,
  error_count = old.error_count + excluded.error_count,
  services = case when excluded.services <@ old.services then old.services
    else (select array_agg(distinct service order by service) from unnest(old.services || excluded.services) as service) end`;

/**
 * $1: a trace id; $2: the end, epoch seconds; $3: the status of the spans that have none yet, or null.
 * Ends the open spans of the trace (never before their start) and brings its summary up to date.
 */
export const FINISH_SPANS = `
with finished as (
  update spans set
    duration_ms = greatest(0, round((($2::double precision - extract(epoch from started_at)::double precision) * 1000)::numeric, 3)),
    status = case when status = 'unset' then coalesce($3, status) else status end,
    revision = revision + 1
  where trace_id = $1 and duration_ms is null
  returning started_at, duration_ms, status
),
summed as (
  select count(*)::int as span_count, count(*) filter (where status = 'error')::int as error_count,
    max(started_at + duration_ms * interval '1 millisecond') as ended_at
  from finished
),
summarised as (
  update traces set
    ended_at = greatest(traces.ended_at, summed.ended_at),
    open_span_count = traces.open_span_count - summed.span_count,
    error_count = traces.error_count + summed.error_count
  from summed where trace_id = $1 and summed.span_count > 0
)
select exists (select from traces where trace_id = $1) as known, span_count as finished from summed`;
