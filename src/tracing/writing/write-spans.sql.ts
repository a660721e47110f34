import type { SpanTable } from './span-row.js';
import { BUCKET, ENDED } from './tally.sql.js';

/** $1: trace ids; $2 and $3: from when to when their traces are looked for. Locks the summaries of those that are there. */
export const LOCK_TRACES = `
select trace_id, extract(epoch from day_at)::double precision * 1000 as day_ms, sampling is not null as kept
from traces where trace_id = any($1::text[]) and day_at between $2 and $3 order by trace_id for update`;

const foundIn = (table: SpanTable) => `
select trace_id, span_id, extract(epoch from started_at)::double precision * 1000 as start_ms, parent_span_id,
  duration_ms is null as open
from unnest($1::text[], $2::text[]) as sought (trace_id, span_id) join ${table} using (trace_id, span_id)
where started_at between $3 and $4`;

/** $1: trace ids; $2: span ids, one to each; $3 and $4: from when to when they began. Those that are there. */
export const FIND_SPANS: Record<SpanTable, string> = { recent_spans: foundIn('recent_spans'), spans: foundIn('spans') };

/** $1: what finishes open spans, as a JSON array of rows; $2 and $3: from when to when those began. */
export const FINISH_OPEN_SPANS = `
update recent_spans as span set
  duration_ms = row.duration_ms, status = row.status, status_message = row.status_message,
  tags = span.tags || coalesce(row.tags, '{}'), events = coalesce(row.events, span.events),
  links = coalesce(row.links, span.links), left_out = row.left_out, revision = span.revision + 1
from json_to_recordset($1::json) as row (trace_id text, span_id text, start_ms double precision, duration_ms double precision,
  status text, status_message text, tags jsonb, events jsonb, links jsonb, left_out jsonb)
where span.trace_id = row.trace_id and span.span_id = row.span_id and span.started_at = to_timestamp(row.start_ms / 1000)
  and span.started_at between $2 and $3 and span.duration_ms is null`;

/**
 * $1 to $12: what spans add to the summaries of their traces, column by column, the names of the services in lines; $13: what they add to
 * the metrics, or null. Sorted by key, so that transactions at the same time take their locks in the same order.
 */
export const ADD_TO_TRACES = `
with tallied as (insert into span_tallies (subject, tallies) select 'spans', $13::json where $13 is not null)
insert into traces as old (trace_id, day_at, started_at, ended_at, root_operation, root_service, root_known, root_duration_ms, span_count,
  open_span_count, error_count, services, last_arrived_at, pending)
select trace_id, to_timestamp(day_ms / 1000), to_timestamp(start_ms / 1000), to_timestamp(end_ms / 1000), root_operation, root_service,
  root_known, root_duration_ms, span_count, open_span_count, error_count, string_to_array(services, E'\\n'), now(), true
from unnest($1::text[], $2::float8[], $3::float8[], $4::float8[], $5::text[], $6::text[], $7::boolean[], $8::float8[], $9::int4[],
  $10::int4[], $11::int4[], $12::text[]) as row (trace_id, day_ms, start_ms, end_ms, root_operation, root_service, root_known,
  root_duration_ms, span_count, open_span_count, error_count, services)
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
