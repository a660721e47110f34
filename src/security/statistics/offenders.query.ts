import { Injectable } from '@nestjs/common';
import { Conditions } from '../../database/conditions.js';
import { Database } from '../../database/database.js';
import { rangeOf } from '../../http/recent-range.js';
import { addKinds, eventConditions } from '../event-conditions.js';
import { hashOf, WEIGHT } from './count-events.sql.js';
import { isoRange } from './iso-range.js';
import { type Offender, type OffenderList, type OffendersFilter, SeverityCounts } from './security-statistics.dto.js';
import { addPieces, type Piece, splitRange } from './split-range.js';

const DAY_MS = 86_400_000;

type OffenderRow = Omit<Offender, 'by_severity' | 'first_seen' | 'last_seen'> & {
  by_severity: Partial<SeverityCounts>;
  first_seen: Date;
  last_seen: Date;
};

type RangedFilter = OffendersFilter & { start_time: number; end_time: number };

/**
 * Adds up whom the most is told of, in the last 24 hours unless told otherwise. Whole days and hours are read from what was counted of them, the
 * rest from the events; all of it from the events where what was counted does not tell.
 */
@Injectable()
export class OffendersQuery {
  constructor(private readonly database: Database) {}

  /** @param now epoch ms @throws Problem 400 for a range that is none */
  async list(filter: OffendersFilter, now: number): Promise<OffenderList> {
    const range = rangeOf(filter, now, DAY_MS);
    const values: unknown[] = [];
    const { relation, id } = countedIn({ ...filter, ...range }, values);
    const limit = new Conditions(values).parameter(filter.limit);
    // Only of the worst is all looked at: it is little beside what must be added up to know them.
    const rows = await this.database.query<OffenderRow>(
      `with counted as not materialized (${relation}), worst as materialized (
         select ${id} as id, sum(occurrence_count) as count from counted group by 1 order by 2 desc, 1 limit ${limit}
       ), theirs as materialized (
         select ${id} as id, severity, event_type, service, min(value) as value, sum(event_count) as events, min(first_at) as first_at,
           max(last_at) as last_at
         from counted where ${id} = any (array(select id from worst)) group by 1, 2, 3, 4
       )
       select value, count, events::float8 as events, first_seen, last_seen, by_severity,
         ${most('event_type')} as event_types, ${most('service')} as services
       from worst, lateral (
         select min(value) as value, sum(events) as events, min(first_at) as first_seen, max(last_at) as last_seen from theirs where theirs.id = worst.id
       ) summed, lateral (
         select jsonb_object_agg(severity, events) as by_severity
         from (select severity, sum(events) as events from theirs where theirs.id = worst.id group by 1) severities
       ) counts
       order by worst.count desc, value`,
      values,
    );
    const items = rows.map((row) => ({
      ...row,
      by_severity: { ...new SeverityCounts(), ...row.by_severity },
      first_seen: row.first_seen.toISOString(),
      last_seen: row.last_seen.toISOString(),
    }));
    return { ...isoRange(range), items, next_cursor: null };
  }
}

/** Counts of values: `value`, `event_type`, `severity`, `service`, `event_count`, `occurrence_count`, `first_at`, `last_at`. */
interface Counted {
  readonly relation: string;
  /** The column that tells one value from another: by hashes it takes half the time, where they are stored. */
  readonly id: 'value' | 'value_hash';
}

function countedIn(filter: RangedFilter, values: unknown[]): Counted {
  const range = { startAt: filter.start_time, endAt: filter.end_time };
  if (!isTold(filter)) return { relation: eventsIn(filter, [range], values), id: 'value' };
  const { days, hours, rest } = splitRange(range);
  const parts = [
    days.length > 0 ? totalsIn('day', filter, days, values) : undefined,
    hours.length > 0 ? totalsIn('hour', filter, hours, values) : undefined,
    rest.length > 0
      ? `select *, ${hashOf('value')} as value_hash from (${eventsIn(filter, rest, values)}) event`
      : undefined,
  ];
  return { relation: parts.filter((part) => part !== undefined).join(' union all '), id: 'value_hash' };
}

/** Whether hours and days tell what fits: of other values than those of the key, of requests, traces and false positives they do not. */
function isTold(filter: OffendersFilter): boolean {
  const others = (['ip_address', 'user_id', 'endpoint', 'request_id', 'trace_id'] as const).filter(
    (key) => key !== filter.by,
  );
  return filter.false_positive === 'false' && others.every((key) => filter[key] === undefined);
}

function totalsIn(unit: 'day' | 'hour', filter: OffendersFilter, pieces: readonly Piece[], values: unknown[]): string {
  const conditions = addPieces(new Conditions(values).add('key = ?', filter.by), `${unit}_at`, pieces);
  addKinds(conditions, filter);
  const only = filter.by === 'user_agent' ? undefined : filter[filter.by];
  conditions.addIfGiven(`value_hash = ${hashOf(filter.by === 'ip_address' ? 'host(?::inet)' : '?::text')}`, only);
  return `select value, event_type, severity, service, event_count, occurrence_count, first_at, last_at, value_hash
    from security_event_${unit}s ${conditions.where}`;
}

function eventsIn(filter: OffendersFilter, pieces: readonly Piece[], values: unknown[]): string {
  const conditions = eventConditions({ ...filter, start_time: undefined, end_time: undefined }, values);
  addPieces(conditions, 'occurred_at', pieces).add(`${filter.by} is not null`);
  return `select ${filter.by === 'ip_address' ? 'host(ip_address)' : filter.by} as value, event_type, severity, service,
      1::bigint as event_count, ${WEIGHT} as occurrence_count, occurred_at as first_at, occurred_at as last_at
    from security_event_records ${conditions.where}`;
}

/** The values of a column that an offender's events have most often. */
function most(column: string): string {
  return `array(select ${column} from theirs where theirs.id = worst.id group by 1 order by sum(events) desc, 1 limit 20)`;
}
