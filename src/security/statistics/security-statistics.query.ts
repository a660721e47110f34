import { Injectable } from '@nestjs/common';
import { Conditions } from '../../database/conditions.js';
import { Database } from '../../database/database.js';
import { chooseStep, countSteps } from '../../http/count-steps.js';
import { rangeOf } from '../../http/recent-range.js';
import { addFalsePositive, addKinds, eventConditions } from '../event-conditions.js';
import type { Severity } from '../severity.js';
import { isoRange } from './iso-range.js';
import { type SecurityStatistics, type SecurityStatisticsFilter, SeverityCounts } from './security-statistics.dto.js';
import { addPieces, HOUR_MS, splitHours } from './split-range.js';

const DAY_MS = 86_400_000;
const TOP = 50;

/** One count: of a severity in a step, of a type, or of a service. */
type CountRow = { count: number } & (
  | { at: Date; severity: Severity; event_type: null; service: null }
  | { at: null; event_type: string; service: null }
  | { at: null; event_type: null; service: string }
);

type RangedFilter = SecurityStatisticsFilter & { start_time: number; end_time: number };

/** Counts security events, of the last 24 hours unless told otherwise. */
@Injectable()
export class SecurityStatisticsQuery {
  constructor(private readonly database: Database) {}

  /** @param now epoch ms @throws Problem 400 for a range that is none, or has too many steps */
  async count(filter: SecurityStatisticsFilter, now: number): Promise<SecurityStatistics> {
    const range = rangeOf(filter, now, DAY_MS);
    const stepSeconds = filter.step ?? chooseStep(range.start_time, range.end_time);
    const firstAt = filter.step === undefined ? firstStepOf(range.start_time, stepSeconds) : range.start_time;
    const steps = Array.from(
      { length: countSteps({ ...range, start_time: firstAt }, stepSeconds, 'step') },
      (_, i) => ({
        timestamp: new Date(firstAt + i * stepSeconds * 1000).toISOString(),
        by_severity: new SeverityCounts(),
      }),
    );
    const by_severity = new SeverityCounts();
    const rows = await this.countRows({ ...filter, ...range }, firstAt, stepSeconds);
    for (const row of rows) {
      if (row.at === null) continue;
      by_severity[row.severity] += row.count;
      steps[(row.at.getTime() - firstAt) / (stepSeconds * 1000)]!.by_severity[row.severity] += row.count;
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

  /** Of each severity in each step, of the most frequent types, of the services with the most. */
  private countRows(filter: RangedFilter, firstAt: number, stepSeconds: number): Promise<CountRow[]> {
    const values: unknown[] = [stepSeconds, new Date(firstAt)];
    const isByHour = firstAt % HOUR_MS === 0 && stepSeconds % (HOUR_MS / 1000) === 0 && isTold(filter);
    return this.database.query<CountRow>(
      `with counted as (
         select date_bin(make_interval(secs => $1::double precision), at, $2::timestamptz) as at, severity, event_type, service,
           sum(event_count) as count
         from (${isByHour ? countedByHour(filter, values) : countedByEvent(filter, values)}) event group by 1, 2, 3, 4
       ), ranked as (
         select at, severity, event_type, service, sum(count)::float8 as count,
           row_number() over (partition by grouping(at, event_type, service) order by sum(count) desc, event_type, service) as rank
         from counted group by grouping sets ((at, severity), (event_type), (service))
       )
       select at, severity, event_type, service, count from ranked where at is not null or rank <= ${TOP} order by rank`,
      values,
    );
  }
}

/** Where steps that nobody asked for begin: those of whole hours with a whole hour. @returns epoch ms */
function firstStepOf(startAt: number, stepSeconds: number): number {
  return stepSeconds * 1000 < HOUR_MS ? startAt : Math.floor(startAt / HOUR_MS) * HOUR_MS;
}

/** Whether hours tell what fits: of values, requests and traces they do not, nor of false positives. */
function isTold(filter: SecurityStatisticsFilter): boolean {
  const others = (['ip_address', 'user_id', 'endpoint', 'request_id', 'trace_id'] as const).map((key) => filter[key]);
  return filter.false_positive !== 'true' && others.every((value) => value === undefined);
}

function countedByEvent(filter: RangedFilter, values: unknown[]): string {
  return eventsIn(eventConditions(filter, values));
}

/** Whole hours as they were counted and, unless they are not asked for, their false positives; the rest by the event. */
function countedByHour(filter: RangedFilter, values: unknown[]): string {
  const { hours, rest } = splitHours({ startAt: filter.start_time, endAt: filter.end_time });
  const events = { ...filter, start_time: undefined, end_time: undefined };
  const parts: string[] = [];
  if (rest.length > 0) parts.push(eventsIn(addPieces(eventConditions(events, values), 'occurred_at', rest)));
  if (hours.length > 0) {
    const conditions = addKinds(addPieces(new Conditions(values).add(`key = 'all'`), 'hour_at', hours), filter);
    parts.push(
      `select hour_at as at, severity, event_type, service, event_count from security_event_hours ${conditions.where}`,
    );
    if (!filter.false_positive) {
      const dismissed = addPieces(eventConditions(events, values), 'occurred_at', hours);
      parts.push(eventsIn(addFalsePositive(dismissed, true)));
    }
  }
  return parts.join(' union all ');
}

function eventsIn(conditions: Conditions): string {
  return `select occurred_at as at, severity, event_type, service, 1::bigint as event_count from security_event_records ${conditions.where}`;
}
