import { BUCKET, ENDED } from '../writing/tally.sql.js';

/**
 * $1: quiet since before when; $2: those that began before are decided though spans are open; $3: how many at most. Locks traces that
 * are to be decided. One that is never quiet is decided an hour later.
 */
export const CLAIM_TRACES = `
select trace_id as "traceId", day_at as "dayAt", started_at as "startedAt", ended_at as "endedAt",
  extract(epoch from ended_at - started_at)::double precision * 1000 as "durationMs", root_duration_ms as "rootDurationMs",
  root_service as "rootService", root_operation as "rootOperation", services, error_count as "errorCount",
  open_span_count as "openSpanCount", sampling, decided_at is null as undecided
from traces
where pending and (last_arrived_at < $1 and (open_span_count <= 0 or started_at < $2) or started_at < $2 - interval '1 hour')
order by trace_id limit $3 for update skip locked`;

/** A trace with more attributes is looked through span by span. */
const MAX_HASHES = 2000;

/**
 * $1: trace ids; $2 and $3: from when to when their spans began; $4: their days; $5: why each is kept. Moves spans to where they stay, and
 * notes what attributes they have.
 */
export const KEEP_TRACES = `
with moved as (delete from recent_spans where trace_id = any($1) and started_at between $2 and $3 returning *),
hashed as (
  select trace_id, array_agg(distinct hashtext(name || ':' || value)) as hashes
  from moved, jsonb_each_text(tags) as tag (name, value) where value is not null group by trace_id
),
stored as (
insert into spans select * from moved
on conflict (trace_id, span_id, started_at) do update set
  duration_ms = excluded.duration_ms, status = excluded.status, status_message = excluded.status_message,
  tags = spans.tags || excluded.tags, events = coalesce(excluded.events, spans.events),
  links = coalesce(excluded.links, spans.links), left_out = excluded.left_out, revision = excluded.revision
  where spans.duration_ms is null and excluded.duration_ms is not null
)
update traces set pending = false, sampling = decided.sampling, decided_at = coalesce(traces.decided_at, now()),
  attribute_hashes = case
    when coalesce(cardinality(attribute_hashes), 0) + coalesce(cardinality(hashes), 0) > ${MAX_HASHES} then null
    when traces.sampling is null then coalesce(hashes, '{}')
    when attribute_hashes is not null then attribute_hashes || hashes end
from unnest($1::text[], $4::timestamptz[], $5::text[]) as decided (trace_id, day_at, sampling) left join hashed using (trace_id)
where traces.trace_id = decided.trace_id and traces.day_at = decided.day_at`;

/** $1: trace ids; $2: their days. */
export const PASS_OVER_TRACES = `
update traces set pending = false, decided_at = coalesce(traces.decided_at, now())
from unnest($1::text[], $2::timestamptz[]) as decided (trace_id, day_at)
where traces.trace_id = decided.trace_id and traces.day_at = decided.day_at`;

/** What a span says of the part of the platform it calls that sends no spans itself (OpenTelemetry's semantic conventions). */
const PEER = `coalesce(tags->>'peer.service', tags->>'db.system.name', tags->>'db.system', tags->>'messaging.system', tags->>'server.address')`;
const PEER_KIND = `case when tags ? 'peer.service' then 'external' when tags ?| array['db.system.name', 'db.system'] then 'database'
  when tags ? 'messaging.system' then 'queue' else 'external' end`;

/**
 * $1: trace ids; $2 and $3: from when to when their spans began. Leaves word of the calls from one service to another, as the callee
 * saw them, and of those to what sends no spans, as the caller did.
 */
export const TALLY_CALLS = `
with member as materialized (
  select trace_id, span_id, parent_span_id, service_name, kind, status, started_at, duration_ms,
    case when kind in ('client', 'producer') then left(${PEER}, 128) end as peer,
    case when kind in ('client', 'producer') then ${PEER_KIND} end as peer_kind
  from recent_spans where trace_id = any($1) and started_at between $2 and $3
),
call as (
  select caller.service_name as client, callee.service_name as server, 'service' as server_kind, callee.status, callee.started_at, callee.duration_ms
  from member as callee join member as caller on caller.trace_id = callee.trace_id and caller.span_id = callee.parent_span_id
  where caller.service_name <> callee.service_name
  union all
  select service_name, peer, peer_kind, status, started_at, duration_ms from member
  where peer is not null and not exists (
    select from member as callee where callee.trace_id = member.trace_id and callee.parent_span_id = member.span_id)
)
insert into span_tallies (subject, tallies)
select 'calls', json_agg(json_build_array(ended, client, server, server_kind, status, bucket, count))
from (
  select ${ENDED} as ended, client, server, server_kind, status, ${BUCKET} as bucket, count(*) as count
  from call where duration_ms is not null group by 1, 2, 3, 4, 5, 6
) as tally
having count(*) > 0`;
