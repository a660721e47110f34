import { Injectable } from '@nestjs/common';
import type { Conditions } from '../database/conditions.js';
import { Database } from '../database/database.js';
import { queryInTime } from '../database/query-in-time.js';
import type { LogRecordView } from './log.dto.js';
import { levelOf } from './log-level.js';
import { logSource, type Stretches } from './log-source.js';

const COLUMNS = `log_id, occurred_at as timestamp, severity_number, message, service, logger, host, environment, request_id,
  trace_id, span_id, user_id, attributes, event_name, resource_id`;

type LogRow = Omit<LogRecordView, 'timestamp' | 'level'> & { timestamp: Date; severity_number: number };

/** Reads `log_records` by statements that take a limited time. */
@Injectable()
export class LogReader {
  constructor(private readonly database: Database) {}

  /** Records that meet conditions, by time and id. @param stretches where alone to look for them */
  async records(
    conditions: Conditions,
    direction: 'asc' | 'desc',
    limit: number,
    stretches?: Stretches,
  ): Promise<LogRecordView[]> {
    const order = { by: `occurred_at ${direction}, log_id ${direction}`, direction, limit };
    const source = logSource(conditions, stretches, order);
    const rows = await this.query<LogRow>(`select ${COLUMNS} from ${source}`, conditions.values);
    return rows.map(({ severity_number, ...row }) => ({
      ...row,
      timestamp: row.timestamp.toISOString(),
      level: levelOf(severity_number),
    }));
  }

  /** Any statement. @throws Problem 422 when it takes too long */
  query<Row>(sql: string, values: unknown[]): Promise<Row[]> {
    return queryInTime<Row>(this.database, sql, values, 'give a shorter range of time, or a service');
  }
}
