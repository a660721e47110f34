import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { chooseStep, countSteps } from '../../http/count-steps.js';
import { rangeOf } from '../../http/recent-range.js';
import { eventConditions } from '../event-conditions.js';
import type { Severity } from '../severity.js';
import {
  type Offender,
  type OffenderList,
  type OffendersFilter,
  type SecurityStatistics,
  type SecurityStatisticsFilter,
  SeverityCounts,
} from './security-statistics.dto.js';

const DAY_MS = 86_400_000;
const TOP = 50;

/** One count: of a severity in a step, of a type, or of a service. */
type CountRow = { count: number } & (
  | { at: Date; severity: Severity; event_type: null; service: null }
  | { at: null; event_type: string; service: null }
  | { at: null; event_type: null; service: string }
);

type OffenderRow = Omit<Offender, 'by_severity' | 'first_seen' | 'last_seen'> & {
  by_severity: Partial<SeverityCounts>;
  first_seen: Date;
  last_seen: Date;
};

/** How often an event happened: a sender may write anything there. */
const WEIGHT = `case jsonb_typeof(additional_data -> 'count') when 'number'
  then least(greatest((additional_data -> 'count')::numeric, 1), 1000000000)::float8 else 1 end`;

/** Counts security events, of the last 24 hours unless told otherwise. */
@Injectable()
export class SecurityStatisticsQuery {
  constructor(private readonly database: Database) {}

  /** @param now epoch ms @throws Problem 400 for a range that is none, or has too many steps */
  async count(filter: SecurityStatisticsFilter, now: number): Promise<SecurityStatistics> {
    const range = rangeOf(filter, now, DAY_MS);
    const stepSeconds = filter.step ?? chooseStep(range.start_time, range.end_time);
    const steps = Array.from({ length: countSteps(range, stepSeconds, 'step') }, (_, i) => ({
      timestamp: new Date(range.start_time + i * stepSeconds * 1000).toISOString(),
      by_severity: new SeverityCounts(),
    }));
    const by_severity = new SeverityCounts();
    const rows = await this.countRows({ ...filter, ...range }, range.start_time, stepSeconds);
    for (const row of rows) {
      if (row.at === null) continue;
      by_severity[row.severity] += row.count;
      steps[(row.at.getTime() - range.start_time) / (stepSeconds * 1000)]!.by_severity[row.severity] += row.count;
    }
    return {
      ...isoRange(range),
      total: Object.values(by_severity).reduce((sum, count) => sum + count, 0),
      by_severity,
      by_event_type: rows.flatMap(({ event_type, count }) => (event_type === null ? [] : [{ event_type, count }])),
      by_service: rows.flatMap(({ service, count }) => (service === null ? [] : [{ service, count }])),
      step_seconds: stepSeconds,
      steps,
    };
  }

  /** @param now epoch ms @throws Problem 400 for a range that is none */
  async offenders(filter: OffendersFilter, now: number): Promise<OffenderList> {
    const range = rangeOf(filter, now, DAY_MS);
    const conditions = eventConditions({ ...filter, ...range });
    const from = `from security_event_records ${conditions.where}`;
    // Only of the worst is all looked at: what an index finds of them is little beside what must be added up to know them.
    const rows = await this.database.query<OffenderRow>(
      `with worst as materialized (
         select ${filter.by} as value, sum(${WEIGHT}) as count, count(*) as events, min(occurred_at) as first_seen,
           max(occurred_at) as last_seen
         ${from} and ${filter.by} is not null group by 1 order by 2 desc, 1 limit ${conditions.parameter(filter.limit)}
       ), theirs as materialized (
         select ${filter.by} as value, severity, event_type, service, count(*) as events
         ${from} and ${filter.by} = any (array(select value from worst)) group by 1, 2, 3, 4
       )
       select ${filter.by === 'ip_address' ? 'host(value)' : 'value'} as value, count, events::float8 as events, first_seen, last_seen,
         (select jsonb_object_agg(severity, events)
          from (select severity, sum(events) as events from theirs where theirs.value = worst.value group by 1) s) as by_severity,
         ${most('event_type')} as event_types, ${most('service')} as services
       from worst order by worst.count desc, worst.value`,
      conditions.values,
    );
    const items = rows.map((row) => ({
      ...row,
      by_severity: { ...new SeverityCounts(), ...row.by_severity },
      first_seen: row.first_seen.toISOString(),
      last_seen: row.last_seen.toISOString(),
    }));
    return { ...isoRange(range), items, next_cursor: null };
  }

  /** In one reading of the events: of each severity in each step, of the most frequent types, of the services with the most. */
  private countRows(filter: SecurityStatisticsFilter, startAt: number, stepSeconds: number): Promise<CountRow[]> {
    const conditions = eventConditions(filter);
    const step = conditions.parameter(stepSeconds);
    const start = conditions.parameter(new Date(startAt));
    return this.database.query<CountRow>(
      `with counted as (
         select date_bin(make_interval(secs => ${step}::double precision), occurred_at, ${start}::timestamptz) as at, severity, event_type,
           service, count(*) as count
         from security_event_records ${conditions.where} group by 1, 2, 3, 4
       ), ranked as (
         select at, severity, event_type, service, sum(count)::float8 as count,
           row_number() over (partition by grouping(at, event_type, service) order by sum(count) desc, event_type, service) as rank
         from counted group by grouping sets ((at, severity), (event_type), (service))
       )
       select at, severity, event_type, service, count from ranked where at is not null or rank <= ${TOP} order by rank`,
      conditions.values,
    );
  }
}

/** The values of a column that an offender's events have most often. */
function most(column: string): string {
  return `array(select ${column} from theirs where theirs.value = worst.value group by 1 order by sum(events) desc, 1 limit 20)`;
}

function isoRange({ start_time, end_time }: { start_time: number; end_time: number }) {
  return { start_time: new Date(start_time).toISOString(), end_time: new Date(end_time).toISOString() };
}
