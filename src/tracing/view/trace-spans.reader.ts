import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { SpanView } from './trace-view.dto.js';

/** When traces began and ended. Dates have no microseconds: the end is a millisecond late. */
export type SpanRange = readonly [from: Date, to: Date];

/** When a trace began and ended, and how many spans of it are known. */
export interface TraceExtent {
  readonly range: SpanRange;
  readonly spanCount: number;
}

/** What the place of a span in its trace depends on. `startAt` is epoch ms, with microseconds as its fraction. */
export type OutlineSpan = Pick<
  SpanView,
  'span_id' | 'parent_span_id' | 'operation_name' | 'service_name' | 'kind' | 'status' | 'duration_ms' | 'resource_id'
> & {
  trace_id: string;
  startAt: number;
  /** The statement or address that was called, null when the span names none. */
  call: string | null;
};

/** What else is stored of a span. */
export type SpanDetails = Pick<
  SpanView,
  'status_message' | 'tags' | 'scope' | 'trace_state' | 'events' | 'links' | 'left_out'
>;

/** $1: a trace id. PostgreSQL takes long to plan it, as it reads every day. */
const FIND_EXTENT = `
select min(started_at) as "from", max(ended_at) as "to", sum(span_count)::int as "spanCount" from traces where trace_id = $1`;

const START = 'extract(epoch from started_at)::double precision * 1000';
const STORED = '(select * from spans union all select * from recent_spans) as stored';
/** Where semantic conventions, newer and older, put what a span called; a longer one is cut. */
const CALL = `left(coalesce(tags->>'db.query.text', tags->>'db.statement', tags->>'url.full', tags->>'http.url'), 2048)`;
const OUTLINE = `trace_id, span_id, parent_span_id, operation_name, service_name, kind, status, duration_ms, resource_id,
  ${START} as "startAt", ${CALL} as call`;
const DETAILS = 'status_message, tags, scope, trace_state, events, links, left_out';

/** $1: trace ids; $2 and $3: from when to when, so that few partitions are read; $4: how many at most. */
const EARLIEST = `from ${STORED} where trace_id = any($1) and started_at between $2 and $3 order by started_at, span_id limit $4`;
const READ_OUTLINE = `select ${OUTLINE} ${EARLIEST}`;
const READ_WHOLE = `select ${OUTLINE}, ${DETAILS} ${EARLIEST}`;

/** $1: a trace id; $2 and $3: from when to when; $4: span ids. */
const READ_DETAILS = `
select span_id, ${START} as "startAt", ${DETAILS}
from ${STORED} where trace_id = $1 and started_at between $2 and $3 and span_id = any($4)`;

/** Reads the spans of traces. */
@Injectable()
export class TraceSpansReader {
  constructor(private readonly database: Database) {}

  /** Undefined when the trace is not known. */
  async findExtent(traceId: string): Promise<TraceExtent | undefined> {
    const [extent] = await this.database.snapshot((snapshot) =>
      snapshot.queryPlanned<{ from: Date | null; to: Date | null; spanCount: number }>('trace-extent', FIND_EXTENT, [
        traceId,
      ]),
    );
    if (!extent?.from || !extent.to) return undefined;
    return { range: [extent.from, new Date(extent.to.getTime() + 1)], spanCount: extent.spanCount };
  }

  /** The earliest spans of traces, at most `limit`, without their details. */
  readOutline(traceIds: readonly string[], [from, to]: SpanRange, limit: number): Promise<OutlineSpan[]> {
    return this.database.query<OutlineSpan>(READ_OUTLINE, [traceIds, from, to, limit]);
  }

  /** The earliest spans of a trace, at most `limit`, with their details. */
  readWhole(traceId: string, [from, to]: SpanRange, limit: number): Promise<(OutlineSpan & SpanDetails)[]> {
    return this.database.query<OutlineSpan & SpanDetails>(READ_WHOLE, [[traceId], from, to, limit]);
  }

  /** The details of some spans of a trace, by `spanKey`. */
  async readDetails(
    traceId: string,
    [from, to]: SpanRange,
    spans: readonly OutlineSpan[],
  ): Promise<Map<string, SpanDetails>> {
    const ids = spans.map(({ span_id }) => span_id);
    const rows = await this.database.query<SpanDetails & { span_id: string; startAt: number }>(READ_DETAILS, [
      traceId,
      from,
      to,
      ids,
    ]);
    return byKey(rows);
  }
}

/** What is read of spans, by `spanKey`. */
export function byKey<T extends { span_id: string; startAt: number }>(spans: readonly T[]): Map<string, T> {
  return new Map(spans.map((span) => [spanKey(span.span_id, span.startAt), span]));
}

/** What tells a span from the others of its trace: one id may come twice, with another start. */
export function spanKey(spanId: string, startAt: number): string {
  return `${startAt} ${spanId}`;
}
