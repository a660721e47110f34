import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Attributes } from '../../resources/attributes.js';
import type { LeftOut, SpanEvent, SpanLink } from '../span.js';
import type { SpanKind, SpanStatus } from '../span-kind.js';

/** A span as it is stored. */
export interface StoredSpan {
  span_id: string;
  parent_span_id: string | null;
  operation_name: string;
  service_name: string;
  kind: SpanKind;
  status: SpanStatus;
  status_message: string | null;
  tags: Attributes;
  duration_ms: number | null;
  scope: string | null;
  trace_state: string | null;
  events: SpanEvent[] | null;
  links: SpanLink[] | null;
  left_out: LeftOut | null;
  resource_id: string | null;
  /** Epoch ms, with microseconds as its fraction. */
  startAt: number;
}

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
