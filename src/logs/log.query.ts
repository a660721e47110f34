import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.js';
import { Database } from '../database/database.js';
import { addWordSearch } from '../database/word-search.js';
import { decodeTimeCursor, encodeCursor, type Page } from '../http/page.js';
import type { LogFilter, LogRecordView } from './log.dto.js';
import { LOG_LEVELS, levelOf } from './log-level.js';

type LogRow = Omit<LogRecordView, 'timestamp' | 'level'> & { timestamp: Date; severity_number: number };

/** Reads log records, newest first. */
@Injectable()
export class LogQuery {
  constructor(private readonly database: Database) {}

  async list(filter: LogFilter): Promise<Page<LogRecordView>> {
    const conditions = logConditions(filter);
    const rows = await this.database.query<LogRow>(
      `select log_id, occurred_at as timestamp, severity_number, message, service, logger, host, environment, request_id,
         trace_id, span_id, user_id, attributes, event_name, resource_id
       from log_records ${conditions.where}
       order by occurred_at desc, log_id desc limit ${conditions.parameter(filter.limit + 1)}`,
      conditions.values,
    );
    const page = rows.slice(0, filter.limit);
    const last = rows.length > filter.limit ? page.at(-1) : undefined;
    return {
      items: page.map(({ severity_number, ...row }) => ({
        ...row,
        timestamp: row.timestamp.toISOString(),
        level: levelOf(severity_number),
      })),
      next_cursor: last ? encodeCursor([last.timestamp.getTime(), last.log_id]) : null,
    };
  }
}

function logConditions(filter: LogFilter): Conditions {
  const conditions = new Conditions()
    .addTimeRange('occurred_at', filter.start_time, filter.end_time)
    .addIfGiven('service = ?', filter.service)
    .addIfGiven('trace_id = ?', filter.trace_id)
    .addIfGiven('request_id = ?', filter.request_id);
  // Written out, not as a parameter, so that PostgreSQL sees when the index of failures holds all that is asked for.
  if (filter.level) conditions.add(`severity_number >= ${LOG_LEVELS[filter.level]}`);
  if (filter.search) addWordSearch(conditions, 'message', filter.search);
  if (filter.cursor) {
    const [at, id] = decodeTimeCursor(filter.cursor);
    conditions.add('(occurred_at, log_id) < (to_timestamp(?::double precision / 1000), ?)', at, id);
  }
  return conditions;
}
