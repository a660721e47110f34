import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { EventInsert } from '../database/event-insert.js';
import { Clock } from '../jobs/clock.js';
import { ServiceRegistry } from '../resources/service.registry.js';
import type { Severity } from './severity.js';
import { COUNT_EVENTS } from './statistics/count-events.sql.js';

/** Something that happened and may be an attack. */
export interface SecurityOccurrence {
  /** The sender's id: the same event sent again under it counts once. */
  eventId?: string;
  /** When it happened, epoch ms; absent means now. */
  at?: number;
  eventType: string;
  severity: Severity;
  description?: string;
  /** IPv4 or IPv6, without a zone. */
  ipAddress?: string;
  userId?: string;
  service: string;
  requestId?: string;
  traceId?: string;
  endpoint?: string;
  userAgent?: string;
  additionalData?: Record<string, unknown>;
}

/** $1: the events as a JSON array of rows. Those that are new are counted with them, so that no count can differ from what is stored. */
const INSERT_EVENTS = `
with written as (
insert into security_event_records (event_id, occurred_at, event_type, severity, description, ip_address, user_id, service,
  request_id, trace_id, endpoint, user_agent, additional_data)
select event_id, to_timestamp(at_ms / 1000.0), event_type, severity, description, ip_address, user_id, service, request_id,
  trace_id, endpoint, user_agent, additional_data
from json_to_recordset($1::json) as row (
  event_id text, at_ms double precision, event_type text, severity text, description text, ip_address inet, user_id text,
  service text, request_id text, trace_id text, endpoint text, user_agent text, additional_data jsonb)
order by event_id, at_ms
on conflict do nothing
returning occurred_at, event_type, severity, service, ip_address, user_id, endpoint, user_agent, additional_data
), ${COUNT_EVENTS}`;

/** Writes security events, all that arrive together in one statement. */
@Injectable()
export class SecurityEventRecorder {
  private readonly events: EventInsert<SecurityEventRow>;
  private readonly listeners: ((events: readonly SecurityOccurrence[]) => void)[] = [];

  constructor(
    database: Database,
    private readonly clock: Clock,
    private readonly services: ServiceRegistry,
  ) {
    const key = { event_id: 'text' } as const;
    this.events = new EventInsert<SecurityEventRow>(database, {
      name: 'security_event_records',
      key,
      insert: INSERT_EVENTS,
    });
  }

  /** Has `tell` called with what has been written, also with events that were known already. */
  onRecorded(tell: (events: readonly SecurityOccurrence[]) => void): void {
    this.listeners.push(tell);
  }

  /** Resolves after the commit. @returns the ids, in the order given; an event already known keeps its first record */
  async record(events: readonly SecurityOccurrence[]): Promise<string[]> {
    const now = this.clock.now();
    for (const { service, at } of events) this.services.note(service, undefined, at);
    const rows = events.map((event) => asRow(event, now));
    await this.events.add(rows);
    for (const tell of this.listeners) tell(events);
    return rows.map((row) => row.event_id);
  }
}

type SecurityEventRow = ReturnType<typeof asRow>;

function asRow(event: SecurityOccurrence, now: number) {
  return {
    untimed: event.at === undefined && event.eventId !== undefined,
    event_id: event.eventId ?? randomUUID(),
    at_ms: Math.trunc(event.at ?? now),
    event_type: event.eventType,
    severity: event.severity,
    description: event.description,
    ip_address: event.ipAddress,
    user_id: event.userId,
    service: event.service,
    request_id: event.requestId,
    trace_id: event.traceId,
    endpoint: event.endpoint,
    user_agent: event.userAgent,
    additional_data: event.additionalData,
  };
}
