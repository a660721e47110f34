import type pg from 'pg';
import { addDays, addHours, hoursOf } from '../../src/security/statistics/count-events.sql.js';
import { makePartitions, parts } from '../traces/fill.js';

/** Rows written by one statement. */
const ROWS = 200_000;

/** What to store. */
export interface FillPlan {
  readonly events: number;
  /** How many addresses they come from. */
  readonly addresses: number;
  /** Epoch ms. */
  readonly startAt: number;
  readonly endAt: number;
}

/**
 * $1: how many events, $2 and $3: from when to when, $4: how many addresses. A few addresses tell most, as in life: half of all events are of a
 * fiftieth of them, and each does one or two things to one or two services, for one or two users.
 */
const FILL_EVENTS = `
insert into security_event_records (event_id, occurred_at, event_type, severity, description, ip_address, user_id, service, endpoint, user_agent,
  additional_data)
select gen_random_uuid(), occurred_at,
  (array['authentication_failure', 'sql_injection_attempt', 'scanner_probe', 'brute_force', 'xss_attempt', 'rate_limited'])[1 + (address + odd) % 6],
  (array['warning', 'warning', 'error', 'info'])[1 + (address + odd) % 4], 'Failed login from address ' || address,
  '10.0.0.0'::inet + address, 'user-' || address * 2 + odd,
  (array['gateway', 'students', 'billing', 'library', 'grades'])[1 + (address / 7 + odd) % 5], '/api/v1/things/' || (address + odd) % 250,
  'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/' || 100 + address % 300,
  case when i % 10 = 0 then jsonb_build_object('count', 1 + i % 50) else jsonb_build_object('status', 401) end
from (
  select $2::timestamptz + i * ($3::timestamptz - $2::timestamptz) / $1::int as occurred_at, floor(power(random(), 5.6) * $4::int)::int as address,
    (random() * 0.6)::int as odd, i
  from generate_series(0, $1::int - 1) as i
) as event`;

/** Writes security events straight into the tables of a service, evenly over a range of time, and counts them as the service does. */
export async function fill(database: pg.Client, { events, addresses, startAt, endAt }: FillPlan): Promise<void> {
  const tables = ['security_event_records', 'security_event_hours'];
  for (const table of tables) await makePartitions(database, table, endAt);
  for (const [count, from, to] of parts(events, ROWS, startAt, endAt)) {
    const written = `(select * from security_event_records where occurred_at >= $1 and occurred_at < $2) written`;
    await database.query(FILL_EVENTS, [count, from, to, addresses]);
    await database.query(addHours(`(${hoursOf(written)}) hours`), [from, to]);
    await database.query(addDays(`(${hoursOf(written)}) hours`), [from, to]);
  }
  for (const table of [...tables, 'security_event_days']) await database.query(`vacuum (analyze) ${table}`);
}
