import type pg from 'pg';
import { searchText } from '../../src/errors/search-text.sql.js';
import { makePartitions, parts } from '../traces/fill.js';

/** Rows written by one statement. */
const ROWS = 200_000;

/** What to store. */
export interface FillPlan {
  readonly groups: number;
  readonly events: number;
  /** Epoch ms. */
  readonly startAt: number;
  readonly endAt: number;
}

/**
 * $1: how many events, $2 and $3: from when to when, $4: how many groups. A few groups have most of the events, as in life: half of all
 * belong to a fiftieth of the groups.
 */
const FILL_EVENTS = `
insert into error_events (group_id, occurred_at, error_id, error_type, error_message, severity, service, culprit, environment, release,
  endpoint, http_method, status_code, stack_trace, user_id, trace_id, span_id, tags)
select overlay(overlay(md5('group ' || number) placing '8' from 13) placing '8' from 17)::uuid, occurred_at, gen_random_uuid(), 'Type' || number % 40, 'Student ' || (random() * 100000)::int || ' cannot be read',
  (array['warning', 'error', 'error', 'critical'])[1 + number % 4], (array['gateway', 'students', 'billing', 'library'])[1 + number % 4],
  'method' || number || ' (students/students.service.js)', 'production', '2026.11.' || number % 9, '/api/v1/students/' || number % 250, 'GET', 500,
  'Type' || number % 40 || ': Student cannot be read' || E'\\n    at method' || number || ' (/app/dist/students/students.service.js:10:5)',
  'user-' || (random() * 50000)::int, md5(random()::text), substr(md5(random()::text), 1, 16),
  jsonb_build_object('school', 'school-' || (random() * 200)::int)
from (
  select $2::timestamptz + i * ($3::timestamptz - $2::timestamptz) / $1::int as occurred_at, floor(power(random(), 5.6) * $4::int)::int as number
  from generate_series(0, $1::int - 1) as i
) as event`;

/** Every group has an event: $1 how many there are, $2 and $3: from when to when. */
const FILL_FIRST_EVENTS = FILL_EVENTS.replace('floor(power(random(), 5.6) * $4::int)::int', 'i % $4::int');

/** What is kept of the events' groups, as INSERT_ERRORS would have left it; one in ten is resolved, one in twenty ignored. */
const FILL_GROUPS = [
  `insert into error_group_users (group_id, user_hash, first_seen_at, last_seen_at)
   select group_id, encode(substr(sha256(convert_to(user_id, 'UTF8')), 1, 16), 'hex')::uuid, min(occurred_at), max(occurred_at)
   from error_events where user_id is not null group by 1, 2`,
  `insert into error_group_hours (group_id, hour_at, severity, service, error_type, event_count)
   select group_id, date_trunc('hour', occurred_at, 'UTC'), severity, service, error_type, count(*) from error_events group by 1, 2, 3, 4, 5`,
  `insert into error_groups (group_id, service, error_type, error_message, culprit, search_text, severity, event_count, first_seen_at, last_seen_at, releases,
     fingerprint, grouped_by, user_count, status)
   select group_id, min(service), min(error_type), max(error_message), min(culprit), ${searchText('min(error_type)', 'max(error_message)', 'min(culprit)')}, min(severity), count(*), min(occurred_at), max(occurred_at),
     array_agg(distinct release), array[min(error_type), min(culprit)], 'type and culprit', count(distinct user_id),
     case abs(hashtext(group_id::text)) % 20 when 0 then 'ignored' when 1 then 'resolved' when 2 then 'resolved' else 'unresolved' end
   from error_events group by group_id`,
  `insert into error_fingerprints (fingerprint_id, group_id, event_count, first_seen_at, last_seen_at, releases)
   select group_id, group_id, event_count, first_seen_at, last_seen_at, releases from error_groups`,
];

/** Writes errors and their groups straight into the tables of a service, evenly over a range of time. */
export async function fill(database: pg.Client, { groups, events, startAt, endAt }: FillPlan): Promise<void> {
  await makePartitions(database, 'error_events', endAt);
  for (const [count, from, to] of parts(groups, ROWS, startAt, endAt))
    await database.query(FILL_FIRST_EVENTS, [count, from, to, groups]);
  for (const [count, from, to] of parts(events - groups, ROWS, startAt, endAt))
    await database.query(FILL_EVENTS, [count, from, to, groups]);
  for (const statement of FILL_GROUPS) await database.query(statement);
  for (const table of ['error_events', 'error_groups', 'error_group_hours', 'error_group_users', 'error_fingerprints'])
    await database.query(`vacuum (analyze) ${table}`);
}
