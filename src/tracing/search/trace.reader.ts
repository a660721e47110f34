import { Injectable } from '@nestjs/common';
import { Conditions } from '../../database/conditions.js';
import { Database } from '../../database/database.js';
import { queryInTime } from '../../database/query-in-time.js';
import { Clock } from '../../jobs/clock.js';
import { preciseIso } from '../precise-time.js';
import { addIndexedMatch, addSpanMatch, type SpanMatch } from './span-match.js';
import { addPlace, orderBy, type TracePlace, type TraceSort } from './trace-order.js';
import type { TraceFilter, TraceSummary } from './trace-search.dto.js';

const COLUMNS = `trace_id, root_operation, root_service, round(extract(epoch from started_at) * 1000000)::double precision as start_micros,
  round(extract(epoch from ended_at - started_at) * 1000000)::double precision as duration_micros,
  span_count, open_span_count, error_count, services, sampling, pending`;

/** All traces, or those with spans that are not in `spans`, by the two indexes of them. */
const SOURCES = {
  all: 'traces',
  recent: `(select * from traces where sampling is null and not pending union all select * from traces where pending) as traces`,
} as const;

/** When the first of those began. PostgreSQL takes long to plan it, as it reads every day. */
const FIRST_RECENT = `
select least((select min(started_at) from traces where sampling is null and not pending),
  (select min(started_at) from traces where pending)) as first`;

const DAY_MS = 86_400_000;
/** So far from the day by which a trace is known may it have begun. Said to PostgreSQL, so that it plans for few partitions. */
const DAY_MARGIN_MS = DAY_MS;
const SLICE_MS = 4 * DAY_MS;

/** Which traces to read. */
export interface TraceRequest {
  readonly filter: TraceFilter;
  /** Only traces behind it. */
  readonly place: TracePlace | undefined;
  /** None behind this one. */
  readonly until?: TracePlace;
  readonly limit: number;
  readonly source?: keyof typeof SOURCES;
  /** Traces without them are passed over where that is known. */
  readonly attributes?: readonly string[];
}

/** Traces that were looked at one after another. */
export interface TraceScan {
  /** Those whose spans may have the attributes. */
  readonly traces: FoundTrace[];
  readonly lookedAt: number;
  /** Where the last one stands. */
  readonly place: TracePlace | undefined;
}

/** A trace as it is listed, and its place in the order asked for. */
export interface FoundTrace {
  readonly summary: TraceSummary;
  readonly place: TracePlace;
  /** Epoch microseconds. */
  readonly startMicros: number;
  /** Where its spans are: in `spans`, in `recent_spans`, or in both while it waits for a decision. */
  readonly kept: boolean;
  readonly recent: boolean;
}

type SummaryRow = Omit<TraceSummary, 'started_at' | 'duration_ms' | 'status'> & {
  start_micros: number;
  duration_micros: number;
  pending: boolean;
};

type ScannedRow = SummaryRow & { possible: boolean; looked_at: number };

/** Reads the summaries of traces, in the order asked for. */
@Injectable()
export class TraceReader {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Traces that fit the filter, whatever attributes it asks for. */
  async read(request: TraceRequest): Promise<TraceScan> {
    const { filter, limit, source = 'all', attributes = [] } = request;
    const { sort } = filter;
    const scanned: ScannedRow[] = [];
    let lookedAt = 0;
    const windows = source === 'recent' ? await this.recentWindow(filter) : windowsOf(request, this.clock.now());
    for (const window of windows) {
      const conditions = traceConditions(request).addTimeRange('started_at', ...window);
      addDays(conditions, window);
      const { where } = conditions;
      const possible = new Conditions(conditions.values);
      for (const attribute of attributes) possible.add('attribute_hashes @> array[hashtext(?)]', attribute);
      // The last one is told of in any case: by its place the looking goes on.
      const rows = await this.query<ScannedRow>(
        `with looked as materialized (
           select ${COLUMNS}, attribute_hashes is null or pending or (${possible.all}) as possible, started_at, ended_at
           from ${SOURCES[source]} ${where} ${orderBy(sort)} limit ${conditions.parameter(limit - lookedAt)}
         ),
         numbered as (select *, row_number() over (${orderBy(sort)}) as nth, count(*) over ()::int as looked_at from looked)
         select * from numbered where possible or nth = looked_at order by nth`,
        conditions.values,
      );
      scanned.push(...rows);
      lookedAt += rows.at(-1)?.looked_at ?? 0;
      if (lookedAt === limit) break;
    }
    const last = scanned.at(-1);
    return {
      traces: scanned.filter((row) => row.possible).map((row) => asFound(row, sort)),
      lookedAt,
      place: last && asFound(last, sort).place,
    };
  }

  /** Those of some traces that have a span as it is sought. */
  async having(traces: readonly FoundTrace[], match: SpanMatch): Promise<FoundTrace[]> {
    if (traces.length === 0) return [];
    const starts = traces.map(({ startMicros }) => Math.floor(startMicros / 1000));
    const ends = traces.map(({ startMicros, summary }) => Math.ceil(startMicros / 1000 + summary.duration_ms));
    const conditions = addSpanMatch(new Conditions(), match)
      .add('started_at >= ?', new Date(starts.reduce((first, at) => Math.min(first, at))))
      .add('started_at <= ?', new Date(ends.reduce((last, at) => Math.max(last, at))));
    const ids = conditions.parameter(traces.map(({ summary }) => summary.trace_id));
    const times = [starts, ends].map((all) => conditions.parameter(all.map((at) => new Date(at))));
    const places = [traces.map(({ kept }) => kept), traces.map(({ recent }) => recent)].map((all) =>
      conditions.parameter(all),
    );
    const within = `${conditions.where} and trace_id = trace.id and started_at between trace.start_at and trace.end_at`;
    const rows = await this.query<{ nth: number }>(
      `select nth::int from unnest(${ids}::text[], ${times[0]}::timestamptz[], ${times[1]}::timestamptz[],
         ${places[0]}::boolean[], ${places[1]}::boolean[]) with ordinality as trace (id, start_at, end_at, kept, recent, nth)
       where (kept and exists (select from spans ${within})) or (recent and exists (select from recent_spans ${within}))
       order by nth`,
      conditions.values,
    );
    return rows.map(({ nth }) => traces[nth - 1]!);
  }

  /** Traces by the index of what their spans have; undefined when more than `most` spans of `spans` have those attributes. */
  async findKept(request: TraceRequest, match: SpanMatch, most: number): Promise<FoundTrace[] | undefined> {
    const { filter, limit } = request;
    const indexed = addIndexedMatch(new Conditions(), match).addTimeRange('started_at', filter.start_time, undefined);
    const fits = addSpanMatch(new Conditions(indexed.values), match);
    const rows = await this.query<{ hits: number } & ({ trace_id: string; started_at: Date } | { trace_id: null })>(
      `with hit as materialized (
         select trace_id, started_at, ${fits.all} as fits from spans ${indexed.where} limit ${indexed.parameter(most + 1)}
       )
       select null as trace_id, null as started_at, count(*)::int as hits from hit
       union all select trace_id, started_at, 0 from hit where fits`,
      indexed.values,
    );
    if (rows.some(({ hits }) => hits > most)) return undefined;
    const found: FoundTrace[] = [];
    for (const [startAt, ids] of bySlice(rows.filter((row) => row.trace_id !== null))) {
      const conditions = traceConditions(request)
        .addTimeRange('started_at', filter.start_time, filter.end_time)
        .add('trace_id = any(?)', [...ids]);
      addDays(conditions, [startAt, startAt + SLICE_MS]);
      const rows = await this.query<SummaryRow>(
        `select ${COLUMNS} from traces ${conditions.where} ${orderBy(filter.sort)} limit ${conditions.parameter(limit)}`,
        conditions.values,
      );
      found.push(...rows.map((row) => asFound(row, filter.sort)));
    }
    return found;
  }

  /** The range that is asked for, as far as there are traces with spans that are not in `spans`. */
  private async recentWindow({ start_time = -Infinity, end_time }: TraceFilter): Promise<Window[]> {
    const [row] = await this.database.snapshot((snapshot) =>
      snapshot.queryPlanned<{ first: Date | null }>('first-recent-trace', FIRST_RECENT, []),
    );
    return row?.first ? [[Math.max(start_time, row.first.getTime()), end_time]] : [];
  }

  private query<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    return queryInTime<Row>(this.database, sql, values, 'give a shorter range of time');
  }
}

/** The ids of traces by when a span of theirs began: few days are then planned for at once. */
function bySlice(hits: readonly { trace_id: string; started_at: Date }[]): Map<number, Set<string>> {
  const slices = new Map<number, Set<string>>();
  for (const { trace_id, started_at } of hits) {
    const startAt = Math.floor(started_at.getTime() / SLICE_MS) * SLICE_MS;
    slices.set(startAt, (slices.get(startAt) ?? new Set()).add(trace_id));
  }
  return slices;
}

type Window = readonly [startAt: number | undefined, endAt: number | undefined];

/**
 * The range of time that is asked for; of the most recent traces piece by piece, the newest first, each longer than the one before:
 * mostly the first one has enough.
 */
function windowsOf({ filter, place, until }: TraceRequest, now: number): Window[] {
  const { sort, start_time = -Infinity } = filter;
  if (sort === 'slowest') return [[filter.start_time, filter.end_time]];
  // The place itself is told apart by its id.
  const endAt = Math.min(filter.end_time ?? Infinity, place ? place[0] / 1000 + 1 : Infinity);
  const startAt = Math.max(start_time, until ? Math.floor(until[0] / 1000) : -Infinity);
  const newest = Math.min(endAt, now);
  const windows: Window[] = [];
  let end = endAt;
  for (const days of [1, 4, 16, Infinity]) {
    const from = Math.max(newest - days * DAY_MS, startAt);
    windows.push([finite(from), finite(end)]);
    if (from === startAt) break;
    end = from;
  }
  return windows;
}

function finite(at: number): number | undefined {
  return Number.isFinite(at) ? Math.floor(at) : undefined;
}

function addDays(conditions: Conditions, [startAt, endAt]: Window): void {
  conditions.addTimeRange(
    'day_at',
    startAt === undefined ? undefined : startAt - DAY_MARGIN_MS,
    endAt === undefined ? undefined : endAt + DAY_MARGIN_MS,
  );
}

function traceConditions({ filter, place, until }: TraceRequest): Conditions {
  const conditions = new Conditions()
    .addIfGiven('root_operation = ?', filter.operation)
    .addIfGiven(`ended_at - started_at >= ? * interval '1 millisecond'`, filter.min_duration_ms)
    .addIfGiven(`ended_at - started_at <= ? * interval '1 millisecond'`, filter.max_duration_ms)
    .addIfGiven('services @> array[?]', filter.service);
  if (filter.status) conditions.add(filter.status === 'error' ? 'error_count > 0' : 'error_count = 0');
  if (place) addPlace(conditions, filter.sort, '<', place);
  return until ? addPlace(conditions, filter.sort, '>=', until) : conditions;
}

function asFound(row: SummaryRow, sort: TraceSort): FoundTrace {
  const { trace_id, root_operation, root_service, start_micros, duration_micros, error_count } = row;
  const { span_count, open_span_count, services, sampling, pending } = row;
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
    startMicros: start_micros,
    kept: sampling !== null,
    recent: sampling === null || pending,
    place: [sort === 'recent' ? start_micros : duration_micros, trace_id],
  };
}
