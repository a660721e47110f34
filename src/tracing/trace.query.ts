import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.js';
import { Database } from '../database/database.js';
import { decodeTimeCursor, encodeCursor, type Page } from '../http/page.js';
import { preciseIso } from './precise-time.js';
import type { TraceFilter, TraceSummary } from './trace.dto.js';

type SummaryRow = Omit<TraceSummary, 'started_at' | 'status'> & { start_ms: number };

/** Searches traces by their summaries. */
@Injectable()
export class TraceQuery {
  constructor(private readonly database: Database) {}

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
