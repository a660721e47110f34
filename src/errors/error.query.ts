import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.js';
import { Database } from '../database/database.js';
import { addWordSearch } from '../database/word-search.js';
import { decodeTimeCursor, encodeCursor, type Page } from '../http/page.js';
import type { ErrorFilter, ErrorView } from './error.dto.js';

type ErrorRow = Omit<ErrorView, 'timestamp'> & { timestamp: Date };

/** Reads errors, newest first. */
@Injectable()
export class ErrorQuery {
  constructor(private readonly database: Database) {}

  async list(filter: ErrorFilter): Promise<Page<ErrorView>> {
    const conditions = errorConditions(filter);
    if (filter.cursor) {
      const [at, id] = decodeTimeCursor(filter.cursor);
      conditions.add('(occurred_at, error_id) < (to_timestamp(?::double precision / 1000), ?)', at, id);
    }
    const rows = await this.database.query<ErrorRow>(
      `select error_id, occurred_at as timestamp, error_type, error_message, severity, service, group_id, culprit, environment,
         release, endpoint, http_method, status_code, stack_trace, user_id, request_id, trace_id, span_id, tags, additional_data,
         exceptions, coalesce(processing_errors, '{}') as processing_errors
       from error_events ${conditions.where}
       order by occurred_at desc, error_id desc limit ${conditions.parameter(filter.limit + 1)}`,
      conditions.values,
    );
    const page = rows.slice(0, filter.limit);
    const last = rows.length > filter.limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => ({ ...row, timestamp: row.timestamp.toISOString() })),
      next_cursor: last ? encodeCursor([last.timestamp.getTime(), last.error_id]) : null,
    };
  }
}

/** A filter as conditions on error_events; its page is not among them. */
export function errorConditions(filter: Omit<ErrorFilter, 'limit' | 'cursor'>): Conditions {
  const conditions = new Conditions()
    .addTimeRange('occurred_at', filter.start_time, filter.end_time)
    .addIfGiven('service = ?', filter.service)
    .addIfGiven('error_type = ?', filter.error_type)
    .addIfGiven('severity = ?', filter.severity)
    .addIfGiven('group_id = ?', filter.group_id)
    .addIfGiven('trace_id = ?', filter.trace_id)
    .addIfGiven('request_id = ?', filter.request_id);
  return filter.search ? addWordSearch(conditions, 'error_message', filter.search) : conditions;
}
