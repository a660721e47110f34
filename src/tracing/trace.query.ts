import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.js';
import { Database } from '../database/database.js';
import { decodeTimeCursor, encodeCursor, type Page } from '../http/page.js';
import { ResourceRegistry } from '../resources/resource.registry.js';
import { buildSpanTree } from './build-span-tree.js';
import { preciseIso } from './precise-time.js';
import type { SpanView, TraceFilter, TraceSummary, TraceView } from './trace.dto.js';

type SummaryRow = Omit<TraceSummary, 'started_at' | 'status'> & { start_ms: number };
type SpanRow = Omit<SpanView, 'depth' | 'self_time_ms' | 'missing_parent' | 'started_at'> & { startAt: number };

/** More spans than this are not shown at once. */
const MAX_SPANS = 10_000;

/** Reads traces: the search by their summaries, one trace by its spans. */
@Injectable()
export class TraceQuery {
  constructor(
    private readonly database: Database,
    private readonly resources: ResourceRegistry,
  ) {}

  /** Summaries that fit the filter, newest first. */
  async list(filter: TraceFilter): Promise<Page<TraceSummary>> {
    const conditions = traceConditions(filter);
    const rows = await this.database.query<SummaryRow>(
      `select trace_id, root_operation, root_service, extract(epoch from started_at)::double precision * 1000 as start_ms,
         round((extract(epoch from ended_at - started_at) * 1000), 3)::double precision as duration_ms,
         span_count, open_span_count, error_count, services, sampling
       from traces ${conditions.where}
       order by started_at desc, trace_id desc limit ${conditions.parameter(filter.limit + 1)}`,
      conditions.values,
    );
    const page = rows.slice(0, filter.limit);
    const last = rows.length > filter.limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ start_ms, ...row }) => ({
        ...row,
        started_at: preciseIso(start_ms),
        status: row.error_count > 0 ? 'error' : 'ok',
      })),
      next_cursor: last ? encodeCursor([Math.round(last.start_ms * 1000), last.trace_id]) : null,
    };
  }

  /** One trace with its spans in the order of a waterfall, or undefined when none of its spans has arrived. */
  async find(traceId: string): Promise<TraceView | undefined> {
    const rows = await this.database.query<SpanRow>(
      `select span_id, parent_span_id, operation_name, service_name, kind, status, status_message, tags, duration_ms,
         scope, trace_state, events, links, left_out, resource_id,
         extract(epoch from started_at)::double precision * 1000 as "startAt"
       from (select * from spans where trace_id = $1 union all select * from recent_spans where trace_id = $1) as spans
       order by started_at limit $2`,
      [traceId, MAX_SPANS + 1],
    );
    const spans = rows.slice(0, MAX_SPANS);
    if (spans.length === 0) return undefined;
    const startAt = spans[0]!.startAt;
    const endAt = spans.reduce((end, span) => Math.max(end, span.startAt + (span.duration_ms ?? 0)), startAt);
    const resourceIds = [...new Set(spans.map((span) => span.resource_id))].filter((id) => id !== null);
    return {
      trace_id: traceId,
      started_at: preciseIso(startAt),
      duration_ms: Math.round((endAt - startAt) * 1000) / 1000,
      span_count: spans.length,
      error_count: spans.filter((span) => span.status === 'error' && span.duration_ms !== null).length,
      services: [...new Set(spans.map((span) => span.service_name))].sort(),
      spans: buildSpanTree(spans).map(({ span: { startAt: at, ...span }, depth, selfTimeMs, missingParent }) => ({
        ...span,
        started_at: preciseIso(at),
        depth,
        self_time_ms: selfTimeMs,
        missing_parent: missingParent,
      })),
      resources: await this.resources.find(resourceIds),
      truncated: rows.length > MAX_SPANS,
    };
  }
}

function traceConditions(filter: TraceFilter): Conditions {
  const conditions = new Conditions()
    .addTimeRange('started_at', filter.start_time, filter.end_time)
    .addIfGiven('services @> array[?]', filter.service)
    .addIfGiven('root_operation = ?', filter.operation)
    .addIfGiven(`ended_at - started_at >= ? * interval '1 millisecond'`, filter.min_duration_ms)
    .addIfGiven(`ended_at - started_at <= ? * interval '1 millisecond'`, filter.max_duration_ms);
  if (filter.status) conditions.add(filter.status === 'error' ? 'error_count > 0' : 'error_count = 0');
  if (filter.cursor) {
    const [micros, traceId] = decodeTimeCursor(filter.cursor);
    conditions.add('(started_at, trace_id) < (to_timestamp(?::double precision / 1000000), ?)', micros, traceId);
  }
  return conditions;
}
