import type pg from 'pg';
import { BUCKET, ENDED } from '../../src/tracing/writing/tally.sql.js';

const SPANS_PER_TRACE = 10;
const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
/** Rows written by one statement. */
const ROWS = 100_000;
/** As long as passed-over traces stay, by the default of TRACE_RECENT_HOURS. */
const RECENT_HOURS = 2;
/** Partitions of days without data, as many as are kept by the default of LOG_RETENTION_DAYS: finding rows among them costs time, too. */
const EMPTY_DAYS = 90;

/** What to store. */
export interface FillPlan {
  readonly spans: number;
  readonly logs: number;
  /** Epoch ms. */
  readonly startAt: number;
  readonly endAt: number;
}

/**
 * $1: how many traces; $2 and $3: from when to when; $4: since when those that are not kept are still there. Traces of ten spans with
 * eight attributes over four services that call each other; one in 40 is slow, one in 50 fails. All are kept but of the latest hours,
 * where one in ten is.
 */
const FILL_TRACES = `
with trace as materialized (
  select md5(i::text || random()) as trace_id, $2::timestamptz + i * ($3::timestamptz - $2::timestamptz) / $1::int as ended_at,
    (random() * 39)::int as operation, case when random() < 0.025 then 20 else 1 end * (0.5 + random()) as slowness,
    case when random() < 0.02 then (random() * 9)::int end as failed, random() < 0.1 as sampled
  from generate_series(0, $1::int - 1) as i
),
span as materialized (
  select trace_id, substr(md5(trace_id || s), 1, 16) as span_id, ended_at - (10 - s) * 3 * slowness * interval '1 ms' as started_at,
    case when s > 0 then substr(md5(trace_id || (s - 1) / 2), 1, 16) end as parent_span_id,
    'GET /api/v1/things/' || operation + s as operation_name,
    (array['gateway', 'students', 'billing', 'library'])[least(s / 2, 3) + 1] as service_name,
    case when s = 0 then 'server' else 'client' end as kind,
    round(((10 - s) * 3 * slowness - s * 0.1)::numeric, 3)::double precision as duration_ms,
    case when s = failed then 'error' else 'unset' end as status,
    jsonb_build_object('http.request.method', 'GET', 'http.route', '/api/v1/things/' || operation + s,
      'url.path', '/api/v1/things/' || operation + s || '/' || (random() * 100000)::int, 'server.address', 'things.internal',
      'http.response.status_code', 200, 'user_agent.original', 'okhttp/4.12.0',
      'user.id', 'user-' || (random() * 50000)::int, 'school', 'school-' || (random() * 200)::int) as tags,
    ended_at < $4 or sampled or failed is not null or slowness > 10 as kept, s
  from trace, generate_series(0, 9) as s
),
kept as (
  insert into spans (trace_id, span_id, started_at, parent_span_id, operation_name, service_name, kind, duration_ms, status, tags)
  select trace_id, span_id, started_at, parent_span_id, operation_name, service_name, kind, duration_ms, status, tags from span where kept
),
recent as (
  insert into recent_spans (trace_id, span_id, started_at, parent_span_id, operation_name, service_name, kind, duration_ms, status, tags)
  select trace_id, span_id, started_at, parent_span_id, operation_name, service_name, kind, duration_ms, status, tags from span where not kept
),
call as (
  select caller.service_name as client, callee.service_name as server, callee.status, callee.started_at, callee.duration_ms
  from span as callee join span as caller on caller.trace_id = callee.trace_id and caller.span_id = callee.parent_span_id
  where caller.service_name <> callee.service_name
),
tallied as (
  insert into span_tallies (subject, tallies)
  select 'calls', json_agg(json_build_array(ended, client, server, 'service', status, bucket, count)) from (
    select ${ENDED} as ended, client, server, status, ${BUCKET} as bucket, count(*) as count from call group by 1, 2, 3, 4, 5
  ) as tally group by ended / 600
)
insert into traces (trace_id, day_at, started_at, ended_at, root_operation, root_service, root_known, root_duration_ms, span_count,
  open_span_count, error_count, services, last_arrived_at, pending, sampling, decided_at)
select trace_id, date_trunc('day', min(started_at)), min(started_at), max(started_at + duration_ms * interval '1 ms'),
  min(operation_name) filter (where s = 0), 'gateway', true, max(duration_ms) filter (where s = 0), count(*), 0,
  count(*) filter (where status = 'error'), array_agg(distinct service_name order by service_name), max(started_at), false,
  case when bool_and(kept) then case when bool_or(status = 'error') then 'error' else 'probability' end end, max(started_at)
from span group by trace_id`;

/** $1: how many records; $2 and $3: from when to when. */
const FILL_LOGS = `
insert into log_records (log_id, occurred_at, severity_number, message, service, trace_id, span_id, attributes)
select gen_random_uuid(), $2::timestamptz + i * ($3::timestamptz - $2::timestamptz) / $1::int, case when random() < 0.03 then 17 else 9 end,
  case (random() * 5)::int
    when 0 then format('GET /api/v1/students/%s answered 200 in %s ms', (random() * 100000)::int, (random() * 2000)::int)
    when 1 then format('payment %s of school-%s was received', (random() * 1000000)::int, (random() * 200)::int)
    when 2 then format('cache miss for key student:%s:grades', (random() * 100000)::int)
    when 3 then format('user-%s signed in from 10.0.%s.%s', (random() * 50000)::int, (random() * 255)::int, (random() * 255)::int)
    when 4 then format('job nightly-report finished: %s rows written, %s skipped', (random() * 5000)::int, (random() * 20)::int)
    else format('retrying request %s to billing after timeout', substr(md5(random()::text), 1, 16)) end,
  (array['gateway', 'students', 'billing', 'library'])[1 + i % 4],
  case when i % 2 = 0 then md5(random()::text) end, case when i % 2 = 0 then substr(md5(random()::text), 1, 16) end,
  jsonb_build_object('thread', 'worker-' || i % 8, 'school', 'school-' || (random() * 200)::int, 'request.id', md5(random()::text))
from generate_series(0, $1::int - 1) as i`;

/** Writes spans, their traces and calls, and log records straight into the tables of a service, evenly over a range of time. */
export async function fill(database: pg.Client, { spans, logs, startAt, endAt }: FillPlan): Promise<void> {
  for (const table of ['spans', 'traces', 'log_records']) await makePartitions(database, table, endAt);
  const recentSince = new Date(endAt - RECENT_HOURS * HOUR_MS);
  const tracesAtATime = ROWS / SPANS_PER_TRACE;
  for (const [count, from, to] of parts(spans / SPANS_PER_TRACE, tracesAtATime, startAt, endAt))
    await database.query(FILL_TRACES, [count, from, to, recentSince]);
  for (const [count, from, to] of parts(logs, ROWS, startAt, endAt)) await database.query(FILL_LOGS, [count, from, to]);
  for (const table of ['spans', 'recent_spans', 'traces', 'log_records'])
    await database.query(`vacuum (analyze) ${table}`);
}

/** Equal parts of a range of time, and how many things belong into each. */
export function parts(count: number, atATime: number, startAt: number, endAt: number): [number, Date, Date][] {
  const number = Math.ceil(count / atATime);
  const edge = (i: number) => startAt + ((endAt - startAt) * i) / number;
  return Array.from({ length: number }, (_, i) => [
    Math.round(count / number),
    new Date(edge(i)),
    new Date(edge(i + 1)),
  ]);
}

/** The partitions of a table by day, up to a time. */
export async function makePartitions(database: pg.Client, table: string, endAt: number): Promise<void> {
  for (let day = 0; day <= EMPTY_DAYS; day++) {
    const from = new Date(Math.floor(endAt / DAY_MS - day) * DAY_MS);
    const name = `${table}_y${from.toISOString().slice(0, 10).replace('-', 'm').replace('-', 'd')}`;
    await database.query(
      `create table if not exists ${name} partition of ${table}
       for values from ('${from.toISOString()}') to ('${new Date(from.getTime() + DAY_MS).toISOString()}')`,
    );
  }
}
