import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import { chooseStep } from '../../http/count-steps.js';
import { errorConditions } from '../error.query.js';
import { countConditions, type ErrorCountFilter, ErrorCountQuery, isSearched } from '../error-count.query.js';
import { splitHours } from '../split-hours.js';
import type { ErrorEndpointCount, ErrorStatistics, ErrorTrend } from './error-statistics.dto.js';

const MINUTE_MS = 60_000;
const HOUR_SECONDS = 3600;
const DAY_MS = 86_400_000;
/** Of longer ranges the steps are whole hours: those are counted already. */
const MOST_BY_MINUTE_MS = DAY_MS / 4;
const TOP = 50;
const MAX_MATCHES = 10_000;

type Range = Required<Pick<ErrorCountFilter, 'start_time' | 'end_time'>>;
type Counted = { at: Date; count: number };

/** Statistics of the errors that fit a filter. */
@Injectable()
export class ErrorStatisticsQuery {
  constructor(
    private readonly database: Database,
    private readonly counts: ErrorCountQuery,
  ) {}

  /** @param now epoch ms */
  async read(filter: ErrorCountFilter, now: number): Promise<ErrorStatistics> {
    const [totals, by_endpoint, trend] = await Promise.all([
      this.counts.totals(filter),
      this.endpoints(filter),
      isSearched(filter) ? null : this.trend(filter, now),
    ]);
    return { ...totals, by_endpoint, trend };
  }

  private endpoints(filter: ErrorCountFilter): Promise<ErrorEndpointCount[]> {
    const conditions = errorConditions(filter);
    return this.database.query<ErrorEndpointCount>(
      `select endpoint, http_method, count(*)::int as count
       from (select endpoint, http_method from error_events ${conditions.where} order by occurred_at desc limit ${MAX_MATCHES}) newest
       where endpoint is not null group by 1, 2 order by count desc, endpoint, http_method limit ${TOP}`,
      conditions.values,
    );
  }

  private async trend(filter: ErrorCountFilter, now: number): Promise<ErrorTrend | null> {
    const end_time = filter.end_time ?? now;
    const start_time = filter.start_time ?? end_time - DAY_MS;
    const lengthMs = end_time - start_time;
    if (!(lengthMs > 0)) return null;
    const before = { ...filter, start_time: start_time - lengthMs, end_time: start_time };
    const stepSeconds = stepOf(start_time, end_time);
    const [steps, previous] = await Promise.all([
      this.steps(filter, { start_time, end_time }, stepSeconds),
      this.counts.totals(before),
    ]);
    const count = steps.reduce((sum, step) => sum + step.count, 0);
    const change = ((count - previous.total) / previous.total) * 100;
    return {
      start_time: new Date(start_time).toISOString(),
      end_time: new Date(end_time).toISOString(),
      count,
      rate_per_minute: rounded(count / (lengthMs / MINUTE_MS)),
      previous_count: previous.total,
      change_percent: previous.total === 0 ? null : rounded(change),
      step_seconds: stepSeconds,
      steps,
    };
  }

  /** Steps begin at whole multiples of their length. */
  private async steps(filter: ErrorCountFilter, range: Range, stepSeconds: number) {
    const stepMs = stepSeconds * 1000;
    const first = Math.floor(range.start_time / stepMs);
    const counts: number[] = Array.from({ length: Math.ceil(range.end_time / stepMs) - first }, () => 0);
    const { hours, rest } = splitHours(range.start_time, range.end_time);
    const byHour = hours !== undefined && stepSeconds % HOUR_SECONDS === 0;
    const parts = byHour ? rest.map(({ startAt, endAt }) => ({ start_time: startAt!, end_time: endAt! })) : [range];
    const rows = await Promise.all([
      ...(byHour ? [this.sums('error_group_hours', 'hour_at', filter, hours.startAt!, hours.endAt!)] : []),
      ...parts.flatMap((part) => [
        this.sums('error_left_out_minutes', 'minute_at', filter, part.start_time, part.end_time),
        this.events({ ...filter, ...part }, stepSeconds),
      ]),
    ]);
    for (const { at, count } of rows.flat()) counts[Math.floor(at.getTime() / stepMs) - first]! += count;
    return counts.map((count, i) => ({ timestamp: new Date((first + i) * stepMs).toISOString(), count }));
  }

  private sums(table: string, column: string, filter: ErrorCountFilter, startAt: number, endAt: number) {
    const conditions = countConditions(column, { ...filter, start_time: startAt, end_time: endAt });
    return this.database.query<Counted>(
      `select ${column} as at, sum(event_count)::int as count from ${table} ${conditions.where} group by 1`,
      conditions.values,
    );
  }

  private events(filter: ErrorCountFilter, stepSeconds: number): Promise<Counted[]> {
    const conditions = errorConditions(filter);
    return this.database.query<Counted>(
      `select to_timestamp(floor(extract(epoch from occurred_at) / ${stepSeconds}) * ${stepSeconds}) as at, count(*)::int as count
       from error_events ${conditions.where} group by 1`,
      conditions.values,
    );
  }
}

/** @returns seconds */
function stepOf(startAt: number, endAt: number): number {
  const step = Math.max(chooseStep(startAt, endAt), MINUTE_MS / 1000);
  return endAt - startAt > MOST_BY_MINUTE_MS ? Math.max(step, HOUR_SECONDS) : step;
}

function rounded(value: number): number {
  return Math.round(value * 100) / 100;
}
