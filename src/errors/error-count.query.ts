import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.js';
import { Database } from '../database/database.js';
import type { ErrorFilter } from './error.dto.js';
import { addGroup, errorConditions } from './error.query.js';
import { SEVERITIES, type Severity } from './severity.js';
import { splitHours } from './split-hours.js';
import type { ErrorStatistics } from './statistics/error-statistics.dto.js';

/** Errors of one kind in a range of time. */
interface ErrorCount {
  service: string;
  error_type: string;
  severity: Severity;
  count: number;
}

/** A group among the most frequent of a range of time. */
export interface FrequentError {
  group_id: string;
  error_type: string;
  error_message: string;
  service: string;
  count: number;
  last_seen_at: Date;
}

/** Which errors to count. */
export type ErrorCountFilter = Omit<ErrorFilter, 'limit' | 'cursor'>;
type ErrorTotals = Omit<ErrorStatistics, 'by_endpoint' | 'trend'>;

const TOP = 50;
/** Matches of a search have to be read to be counted: more than this many are not. */
const MAX_MATCHES = 10_000;

/** From $1 to $2: the events that are stored, each by itself, and those that are not, by the minute. */
const COUNTED_IN_RANGE = `(
  select group_id, service, occurred_at as at, 1 as event_count from error_events where occurred_at >= $1 and occurred_at < $2
  union all
  select group_id, service, minute_at, event_count from error_left_out_minutes where minute_at >= $1 and minute_at < $2
) counted`;

/** The same by whole hours, those included in which $1 and $2 lie. */
const COUNTED_HOURS = `(
  select group_id, service, hour_at as at, event_count from error_group_hours
  where hour_at >= date_trunc('hour', $1::timestamptz, 'UTC') and hour_at < $2
) counted`;

const HOUR_MS = 3_600_000;
/** Of longer ranges the events themselves are too many to be counted for a screen. */
const MOST_BY_EVENT_MS = 24 * HOUR_MS;

/**
 * Counts errors, also those that are not stored. Whole hours are read from the hourly counts, the rest of the range from the events
 * themselves and from what was left out, to the minute.
 */
@Injectable()
export class ErrorCountQuery {
  constructor(private readonly database: Database) {}

  /** By severity, type and service. */
  async totals(filter: ErrorCountFilter): Promise<ErrorTotals> {
    const searched = isSearched(filter);
    const counts = searched ? await this.countMatches(filter) : await this.countHours(filter);
    const bySeverity = sumBy(counts, 'severity');
    const total = counts.reduce((sum, { count }) => sum + count, 0);
    return {
      total,
      complete: !(searched && total === MAX_MATCHES),
      by_severity: Object.fromEntries(
        SEVERITIES.map((severity) => [severity, bySeverity.get(severity) ?? 0]),
      ) as Record<Severity, number>,
      by_type: mostFrequent(sumBy(counts, 'error_type')).map(([error_type, count]) => ({ error_type, count })),
      by_service: mostFrequent(sumBy(counts, 'service')).map(([service, count]) => ({ service, count })),
    };
  }

  /** How many errors each step from `startAt` to `endAt` had; times are epoch ms, the last step may be shorter. */
  async series(startAt: number, endAt: number, stepMs: number): Promise<number[]> {
    const series: number[] = Array.from({ length: Math.ceil((endAt - startAt) / stepMs) }, () => 0);
    const rows = await this.database.query<{ step: number; count: number }>(
      `select floor((extract(epoch from at) * 1000 - $3) / $4)::int as step, sum(event_count)::int as count
       from ${countedIn(startAt, endAt, stepMs)} group by step`,
      [new Date(startAt), new Date(endAt), startAt, stepMs],
    );
    // Of an hour that began before the range.
    for (const { step, count } of rows) series[Math.max(0, step)]! += count;
    return series;
  }

  /** The groups with the most errors from `startAt` to `endAt` (epoch ms), most frequent first. @param service of this one alone */
  frequent(startAt: number, endAt: number, limit: number, service?: string): Promise<FrequentError[]> {
    return this.database.query<FrequentError>(
      `select g.group_id, g.error_type, g.error_message, g.service, e.count, least(g.last_seen_at, e.last_seen_at) as last_seen_at
       from (
         select f.group_id, sum(own.count)::int as count, max(own.last_seen_at) as last_seen_at
         from (
           select group_id as fingerprint_id, sum(event_count) as count, max(at) as last_seen_at
           from ${countedIn(startAt, endAt)} where $4::text is null or service = $4 group by group_id
         ) own join error_fingerprints f using (fingerprint_id)
         group by f.group_id order by count desc, f.group_id limit $3
       ) e join error_groups g using (group_id) order by e.count desc, g.group_id`,
      [new Date(startAt), new Date(endAt), limit, service ?? null],
    );
  }

  /** How many errors each service had from `startAt` to `endAt` (epoch ms). */
  async byService(startAt: number, endAt: number): Promise<Map<string, number>> {
    const rows = await this.database.query<{ service: string; count: number }>(
      `select service, sum(event_count)::float8 as count from ${countedIn(startAt, endAt)} group by service`,
      [new Date(startAt), new Date(endAt)],
    );
    return new Map(rows.map(({ service, count }) => [service, count]));
  }

  private async countHours(filter: ErrorCountFilter): Promise<ErrorCount[]> {
    const { hours, rest } = splitHours(filter.start_time, filter.end_time);
    if (!hours) return this.countEvents([filter]);
    const conditions = countConditions('hour_at', { ...filter, start_time: hours.startAt, end_time: hours.endAt });
    const [whole, parts] = await Promise.all([
      this.database.query<ErrorCount>(
        `select service, error_type, severity, sum(event_count)::int as count from error_group_hours ${conditions.where} group by 1, 2, 3`,
        conditions.values,
      ),
      this.countEvents(rest.map(({ startAt, endAt }) => ({ ...filter, start_time: startAt, end_time: endAt }))),
    ]);
    return [...whole, ...parts];
  }

  /** The newest matches only, so that a search for a word in every message takes no longer than any other. */
  private countMatches(filter: ErrorCountFilter): Promise<ErrorCount[]> {
    const conditions = errorConditions(filter);
    return this.database.query<ErrorCount>(
      `select service, error_type, severity, count(*)::int as count
       from (select service, error_type, severity from error_events ${conditions.where} order by occurred_at desc limit ${MAX_MATCHES}) newest
       group by 1, 2, 3`,
      conditions.values,
    );
  }

  private async countEvents(filters: ErrorCountFilter[]): Promise<ErrorCount[]> {
    const counts = filters.flatMap((filter) => {
      const events = errorConditions(filter);
      const leftOut = countConditions('minute_at', filter);
      return [
        this.database.query<ErrorCount>(
          `select service, error_type, severity, count(*)::int as count from error_events ${events.where} group by 1, 2, 3`,
          events.values,
        ),
        this.database.query<ErrorCount>(
          `select service, error_type, severity, sum(event_count)::int as count from error_left_out_minutes ${leftOut.where} group by 1, 2, 3`,
          leftOut.values,
        ),
      ];
    });
    return (await Promise.all(counts)).flat();
  }
}

/** What to count from: whole hours where the range is long, and they fit into the steps. */
function countedIn(startAt: number, endAt: number, stepMs = HOUR_MS): string {
  return endAt - startAt > MOST_BY_EVENT_MS && stepMs % HOUR_MS === 0 ? COUNTED_HOURS : COUNTED_IN_RANGE;
}

/** Whether only the events themselves tell what fits: their counts know nothing of traces, requests and messages. */
export function isSearched({ trace_id, request_id, search }: ErrorCountFilter): boolean {
  return [trace_id, request_id, search].some((value) => value !== undefined);
}

/** A filter as conditions on counts, which do not tell traces, requests and messages. */
export function countConditions(timeColumn: string, filter: ErrorCountFilter): Conditions {
  const conditions = new Conditions()
    .addTimeRange(timeColumn, filter.start_time, filter.end_time)
    .addIfGiven('service = ?', filter.service)
    .addIfGiven('error_type = ?', filter.error_type)
    .addIfGiven('severity = ?', filter.severity);
  return filter.group_id === undefined ? conditions : addGroup(conditions, filter.group_id);
}

function sumBy(counts: ErrorCount[], key: 'service' | 'error_type' | 'severity'): Map<string, number> {
  const sums = new Map<string, number>();
  for (const count of counts) sums.set(count[key], (sums.get(count[key]) ?? 0) + count.count);
  return sums;
}

function mostFrequent(sums: Map<string, number>): [string, number][] {
  return [...sums]
    .sort(([oneName, one], [otherName, other]) => other - one || oneName.localeCompare(otherName))
    .slice(0, TOP);
}
