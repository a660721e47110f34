import { Injectable } from '@nestjs/common';
import type { Conditions } from '../database/conditions.js';
import { Database } from '../database/database.js';
import { decodeTimeCursor, encodeCursor, type Page } from '../http/page.js';
import { Problem } from '../http/problem.js';
import { eventConditions } from './event-conditions.js';
import type { SecurityEventFilter, SecurityEventRange, SecurityEventView } from './security-event.dto.js';

type EventRow = Omit<SecurityEventView, 'timestamp' | 'false_positive_at'> & {
  timestamp: Date;
  false_positive_at: Date | null;
};

const COLUMNS = `event_id, occurred_at as timestamp, event_type, severity, description, ip_address, user_id, service,
  request_id, trace_id, endpoint, user_agent, additional_data, false_positive_at, false_positive_by`;

/** Where an event stands in the order of time: epoch ms, and its id. */
type Place = [at: number, id: string];

/** Reads security events. */
@Injectable()
export class SecurityEventQuery {
  constructor(private readonly database: Database) {}

  /** Newest first. */
  async list(filter: SecurityEventFilter): Promise<Page<SecurityEventView>> {
    const conditions = eventConditions(filter);
    if (filter.cursor) addPlace(conditions, '<', decodeTimeCursor(filter.cursor));
    const events = await this.read(conditions, 'desc', filter.limit + 1);
    const items = events.slice(0, filter.limit);
    const last = events.length > filter.limit ? items.at(-1) : undefined;
    return { items, next_cursor: last ? encodeCursor(placeOf(last)) : null };
  }

  /** Those that fit, oldest first, so many at a time. */
  async *pages(filter: SecurityEventRange, limit: number): AsyncGenerator<SecurityEventView[]> {
    for (let after: Place | undefined; ; ) {
      const conditions = eventConditions(filter);
      if (after) addPlace(conditions, '>', after);
      const page = await this.read(conditions, 'asc', limit);
      if (page.length > 0) yield page;
      if (page.length < limit) return;
      after = placeOf(page.at(-1)!);
    }
  }

  /** One event, however old it is; the newest if several were sent under this id. @throws Problem 404 when none is kept */
  async get(eventId: string): Promise<SecurityEventView> {
    // `offset 0` keeps the planner from going through all events in the order of time.
    const found = 'select * from security_event_records where event_id = $1 offset 0';
    const [row] = await this.database.query<EventRow>(
      `select ${COLUMNS} from (${found}) found order by occurred_at desc limit 1`,
      [eventId],
    );
    if (!row) throw Problem.of(404, `There is no security event of the id ${eventId}, or it has expired.`);
    return viewOf(row);
  }

  private async read(conditions: Conditions, order: 'asc' | 'desc', limit: number): Promise<SecurityEventView[]> {
    const rows = await this.database.query<EventRow>(
      `select ${COLUMNS} from security_event_records ${conditions.where}
       order by occurred_at ${order}, event_id ${order} limit ${conditions.parameter(limit)}`,
      conditions.values,
    );
    return rows.map(viewOf);
  }
}

function viewOf(row: EventRow): SecurityEventView {
  return {
    ...row,
    timestamp: row.timestamp.toISOString(),
    false_positive_at: row.false_positive_at?.toISOString() ?? null,
  };
}

function addPlace(conditions: Conditions, side: '<' | '>', [at, id]: Place): void {
  conditions.add(`(occurred_at, event_id) ${side} (to_timestamp(?::double precision / 1000), ?)`, at, id);
}

function placeOf({ timestamp, event_id }: SecurityEventView): Place {
  return [Date.parse(timestamp), event_id];
}
