import type { Transaction } from '../../database/database.js';
import { addDays, addHours, hoursOf } from './count-events.sql.js';

const KEY = 'key, value_hash, event_type, severity, service';
/** $1: the event's id. What its hours are told by; an id may be that of several events at different times. */
const TOUCHED = `(${hoursOf('(select * from security_event_records where event_id = $1) event')})`;

/**
 * Counts anew the hours and days that an event is in, once it is marked as no attack: so the times of the first and the last are right, too.
 * Writers of the like wait until the transaction ends, and add to what it leaves.
 */
export async function recountEvent(tx: Transaction, eventId: string): Promise<void> {
  // In the order in which writers lock them.
  await tx.query(
    `select 1 from security_event_hours hour join ${TOUCHED} touched using (${KEY}, hour_at) order by key, hour_at, ${KEY} for update of hour`,
    [eventId],
  );
  await tx.query(
    `select 1 from security_event_days day join ${TOUCHED} touched using (${KEY})
     where day_at = date_trunc('day', hour_at, 'UTC') order by key, day_at, ${KEY} for update of day`,
    [eventId],
  );
  // Each by a statement of its own, which sees what was committed until the locks were taken.
  await tx.query(
    `delete from security_event_days day using ${TOUCHED} touched
     where (${columnsOf('day')}) = (${columnsOf('touched')}) and day_at = date_trunc('day', touched.hour_at, 'UTC')`,
    [eventId],
  );
  await tx.query(
    `delete from security_event_hours hour using ${TOUCHED} touched
     where (${columnsOf('hour')}) = (${columnsOf('touched')}) and hour.hour_at = touched.hour_at`,
    [eventId],
  );
  await tx.query(
    `with touched as materialized ${TOUCHED}, alike as (
       select event.* from (select distinct hour_at, event_type, severity, service from touched) kind
       join security_event_records event on event.occurred_at >= hour_at and event.occurred_at < hour_at + interval '1 hour'
         and (event.event_type, event.severity, event.service) = (kind.event_type, kind.severity, kind.service)
       where false_positive_at is null
     ), recounted as (${hoursOf('alike')})
     ${addHours(`(select recounted.* from recounted join touched using (${KEY}, hour_at)) hours`)}`,
    [eventId],
  );
  await tx.query(
    `with touched as materialized ${TOUCHED}
     ${addDays(`(select hour.* from (select distinct ${KEY}, date_trunc('day', hour_at, 'UTC') as day_at from touched) day
       join security_event_hours hour using (${KEY})
       where hour.hour_at >= day_at and hour.hour_at < day_at + interval '1 day') hours`)}`,
    [eventId],
  );
}

function columnsOf(table: string): string {
  return KEY.split(', ')
    .map((column) => `${table}.${column}`)
    .join(', ');
}
