import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { SpanView } from './trace-view.dto.js';

/** What is told of a span because of its place in the trace, and not stored. */
type OfItsPlace =
  | 'depth'
  | 'self_time_ms'
  | 'on_critical_path'
  | 'critical_ms'
  | 'missing_parent'
  | 'fold'
  | 'started_at'
  | 'sent_started_at'
  | 'clock_skew_ms';

/** A span as it is stored. `startAt` is epoch ms, with microseconds as its fraction. */
export type StoredSpan = Omit<SpanView, OfItsPlace> & { startAt: number };

/** $1: a trace id. When it began and ended, null when it is not known. */
const FIND_RANGE = 'select min(started_at) as "from", max(ended_at) as "to" from traces where trace_id = $1';

/** $1: a trace id; $2 and $3: from when to when, so that few partitions are read; $4: how many at most. */
const READ_SPANS = `
select span_id, parent_span_id, operation_name, service_name, kind, status, status_message, tags, duration_ms,
  scope, trace_state, events, links, left_out, resource_id, extract(epoch from started_at)::double precision * 1000 as "startAt"
from (select * from spans union all select * from recent_spans) as stored
where trace_id = $1 and started_at between $2 and $3 order by started_at, span_id limit $4`;

/** Reads the spans of one trace. */
@Injectable()
export class TraceSpansReader {
  constructor(private readonly database: Database) {}

  /** The earliest spans of a trace, at most `limit`. */
  async read(traceId: string, limit: number): Promise<StoredSpan[]> {
    const [range] = await this.database.query<{ from: Date | null; to: Date | null }>(FIND_RANGE, [traceId]);
    if (!range?.from || !range.to) return [];
    // Dates have no microseconds.
    return this.database.query<StoredSpan>(READ_SPANS, [traceId, range.from, new Date(range.to.getTime() + 1), limit]);
  }
}
