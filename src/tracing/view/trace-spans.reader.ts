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

/** Where the spans of a trace are. */
const STORED_SPANS = 'spans';

/** Reads the spans of one trace. */
@Injectable()
export class TraceSpansReader {
  constructor(private readonly database: Database) {}

  /** The earliest spans of a trace, at most `limit`. */
  read(traceId: string, limit: number): Promise<StoredSpan[]> {
    return this.database.query<StoredSpan>(
      `select span_id, parent_span_id, operation_name, service_name, kind, status, status_message, tags, duration_ms,
         scope, trace_state, events, links, left_out, resource_id,
         extract(epoch from started_at)::double precision * 1000 as "startAt"
       from ${STORED_SPANS} where trace_id = $1 order by started_at, span_id limit $2`,
      [traceId, limit],
    );
  }
}
