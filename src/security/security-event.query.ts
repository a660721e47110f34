import { Injectable } from '@nestjs/common';
import { Conditions } from '../database/conditions.js';
import { Database } from '../database/database.js';
import { decodeTimeCursor, encodeCursor, type Page } from '../http/page.js';
import type { SecurityEventFilter, SecurityEventView } from './security-event.dto.js';

type EventRow = Omit<SecurityEventView, 'timestamp'> & { timestamp: Date };

/** Reads security events, newest first. */
@Injectable()
export class SecurityEventQuery {
  constructor(private readonly database: Database) {}

  async list(filter: SecurityEventFilter): Promise<Page<SecurityEventView>> {
    const conditions = eventConditions(filter);
    const rows = await this.database.query<EventRow>(
      `select event_id, occurred_at as timestamp, event_type, severity, description, ip_address, user_id, service, request_id,
         trace_id, endpoint, user_agent, additional_data
       from security_event_records ${conditions.where}
       order by occurred_at desc, event_id desc limit ${conditions.parameter(filter.limit + 1)}`,
      conditions.values,
    );
    const page = rows.slice(0, filter.limit);
    const last = rows.length > filter.limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => ({ ...row, timestamp: row.timestamp.toISOString() })),
      next_cursor: last ? encodeCursor([last.timestamp.getTime(), last.event_id]) : null,
    };
  }
}

function eventConditions(filter: SecurityEventFilter): Conditions {
  const conditions = new Conditions()
    .addTimeRange('occurred_at', filter.start_time, filter.end_time)
    .addIfGiven('event_type = ?', filter.event_type)
    .addIfGiven('severity = ?', filter.severity)
    .addIfGiven('ip_address = ?::inet', filter.ip_address)
    .addIfGiven('user_id = ?', filter.user_id)
    .addIfGiven('service = ?', filter.service);
  if (filter.cursor) {
    const [at, id] = decodeTimeCursor(filter.cursor);
    conditions.add('(occurred_at, event_id) < (to_timestamp(?::double precision / 1000), ?)', at, id);
  }
  return conditions;
}
