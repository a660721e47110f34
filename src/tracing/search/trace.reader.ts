import { Injectable } from '@nestjs/common';
import { Conditions } from '../../database/conditions.js';
import { Database } from '../../database/database.js';
import { queryInTime } from '../../database/query-in-time.js';
import { preciseIso } from '../precise-time.js';
import { addIndexedMatch, addSpanMatch, type SpanMatch } from './span-match.js';
import { addPlace, orderBy, type TracePlace, type TraceSort } from './trace-order.js';
import type { TraceFilter, TraceSummary } from './trace-search.dto.js';

const COLUMNS = `trace_id, root_operation, root_service, round(extract(epoch from started_at) * 1000000)::double precision as start_micros,
  round(extract(epoch from ended_at - started_at) * 1000000)::double precision as duration_micros,
  span_count, open_span_count, error_count, services, sampling`;

/** Traces with spans that are not in `spans`, by the two indexes of them. */
const RECENT = `(select * from traces where sampling is null and not pending union all select * from traces where pending) as traces`;

/** So far from the day by which a trace is known may its spans have begun. */
const DAY_MARGIN = `interval '2 days'`;

/** Which traces to read. */
export interface TraceRequest {
  readonly filter: TraceFilter;
  /** Only traces behind it. */
  readonly place: TracePlace | undefined;
  readonly limit: number;
}

/** A trace as it is listed, and its place in the order asked for. */
export interface FoundTrace {
  readonly summary: TraceSummary;
  readonly place: TracePlace;
}

/** What looking at some traces in their order gave. */
export interface LookedAt {
  /** Those with a span as it was asked for. */
  readonly found: FoundTrace[];
  /** Of the last one looked at; undefined when none is left behind it. */
  readonly last: TracePlace | undefined;
}

type SummaryRow = Omit<TraceSummary, 'started_at' | 'duration_ms' | 'status'> & {
  start_micros: number;
  duration_micros: number;
};
type LookedRow = SummaryRow & { fits: boolean; nth: number };

/** Reads the summaries of traces, in the order asked for. */
@Injectable()
export class TraceReader {
  constructor(private readonly database: Database) {}

  /** Traces that fit the filter, whatever attributes it asks for. */
  async read(request: TraceRequest): Promise<FoundTrace[]> {
    const { filter, limit } = request;
    const conditions = traceConditions(request);
    const rows = await this.query<SummaryRow>(
      `select ${COLUMNS} from traces ${conditions.where} ${orderBy(filter.sort)} limit ${conditions.parameter(limit)}`,
      conditions.values,
    );
    return rows.map((row) => asFound(row, filter.sort));
  }

  /** Looks at traces one after another. @param onlyRecent leaves out those with all their spans in `spans` */
  async look(request: TraceRequest, match: SpanMatch, onlyRecent: boolean): Promise<LookedAt> {
    const { filter, limit } = request;
    const conditions = traceConditions(request);
    const span = addSpanMatch(new Conditions(conditions.values), match).where.replace('where', 'and');
    const ofTrace = 'trace_id = traces.trace_id and started_at between traces.started_at and traces.ended_at';
    const rows = await this.query<LookedRow>(
      `with traces as materialized (
         select * from ${onlyRecent ? RECENT : 'traces'} ${conditions.where}
         ${orderBy(filter.sort)} limit ${conditions.parameter(limit)}
       ),
       looked as (
         select ${COLUMNS}, row_number() over (${orderBy(filter.sort)})::int as nth,
           exists (select from spans where ${ofTrace} ${span}) or exists (select from recent_spans where ${ofTrace} ${span}) as fits
         from traces
       )
       select * from looked where fits or nth = ${conditions.parameter(limit)}`,
      conditions.values,
    );
    const last = rows.find(({ nth }) => nth === limit);
    return {
      found: rows.filter(({ fits }) => fits).map((row) => asFound(row, filter.sort)),
      last: last && asFound(last, filter.sort).place,
    };
  }

  /** Traces by the index of what their spans have; undefined when more than `most` spans of `spans` have it. */
  async findKept(request: TraceRequest, match: SpanMatch, most: number): Promise<FoundTrace[] | undefined> {
    const { filter, limit } = request;
    const spans = addIndexedMatch(new Conditions(), match).addTimeRange('started_at', filter.start_time, undefined);
    const hits = await this.query<{ trace_id: string; started_at: Date }>(
      `select trace_id, started_at from spans ${spans.where} limit ${spans.parameter(most + 1)}`,
      spans.values,
    );
    if (hits.length > most) return undefined;
    const days = new Map(hits.map((hit) => [hit.trace_id, hit.started_at]));
    const conditions = traceConditions(request);
    const ids = conditions.parameter([...days.keys()]);
    const rows = await this.query<SummaryRow>(
      `select ${COLUMNS} from unnest(${ids}::text[], ${conditions.parameter([...days.values()])}::timestamptz[]) as hit (id, at)
       cross join lateral (
         select * from traces where trace_id = id and day_at between at - ${DAY_MARGIN} and at + ${DAY_MARGIN} offset 0
       ) as traces
       ${conditions.where} ${orderBy(filter.sort)} limit ${conditions.parameter(limit)}`,
      conditions.values,
    );
    return rows.map((row) => asFound(row, filter.sort));
  }

  private query<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    return queryInTime<Row>(this.database, sql, values, 'give a shorter range of time');
  }
}

function traceConditions({ filter, place }: TraceRequest): Conditions {
  const conditions = new Conditions()
    .addTimeRange('started_at', filter.start_time, filter.end_time)
    .addIfGiven('services @> array[?]', filter.service)
    .addIfGiven('root_operation = ?', filter.operation)
    .addIfGiven(`ended_at - started_at >= ? * interval '1 millisecond'`, filter.min_duration_ms)
    .addIfGiven(`ended_at - started_at <= ? * interval '1 millisecond'`, filter.max_duration_ms);
  if (filter.status) conditions.add(filter.status === 'error' ? 'error_count > 0' : 'error_count = 0');
  return place ? addPlace(conditions, filter.sort, place) : conditions;
}

function asFound(row: SummaryRow, sort: TraceSort): FoundTrace {
  const { trace_id, root_operation, root_service, start_micros, duration_micros, error_count } = row;
  const { span_count, open_span_count, services, sampling } = row;
  return {
    summary: {
      trace_id,
      root_operation,
      root_service,
      started_at: preciseIso(start_micros / 1000),
      duration_ms: duration_micros / 1000,
      span_count,
      open_span_count,
      error_count,
      status: error_count > 0 ? 'error' : 'ok',
      services,
      sampling,
    },
    place: [sort === 'recent' ? start_micros : duration_micros, trace_id],
  };
}
