import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from '../database/database.js';
import { GroupCommit } from '../database/group-commit.js';
import { storableJson } from '../database/storable-text.js';
import { Clock } from '../jobs/clock.js';
import type { Severity } from './severity.js';

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

/** How long an event with an id but without a time is recognised when it is sent again: its time of arrival differs. */
const UNTIMED_RETRY_MS = 3_600_000;

/** $1: the events as a JSON array of rows. */
const INSERT_EVENTS = `
insert into security_event_records (event_id, occurred_at, event_type, severity, description, ip_address, user_id, service,
  request_id, trace_id, endpoint, user_agent, additional_data)
select event_id, to_timestamp(at_ms / 1000.0), event_type, severity, description, ip_address, user_id, service, request_id,
  trace_id, endpoint, user_agent, additional_data
from json_to_recordset($1::json) as row (
  event_id text, at_ms double precision, event_type text, severity text, description text, ip_address inet, user_id text,
  service text, request_id text, trace_id text, endpoint text, user_agent text, additional_data jsonb)
order by event_id, at_ms
on conflict do nothing`;

/** Writes security events, all that wait in one statement. */
@Injectable()
export class SecurityEventRecorder {
  private readonly commit = new GroupCommit<EventRow>((rows) => this.write(rows));

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** Resolves after the commit. @returns the ids, in the order given; an event already known keeps its first record */
  async record(events: readonly SecurityOccurrence[]): Promise<string[]> {
    const now = this.clock.now();
    const rows = events.map((event) => asRow(event, now));
    await this.commit.add(rows);
    return rows.map((row) => row.event_id);
  }

  private async write(rows: readonly EventRow[]): Promise<void> {
    const untimed = rows.filter((row) => row.retried_by_id).map((row) => row.event_id);
    if (untimed.length === 0) {
      await this.database.query(INSERT_EVENTS, [storableJson(rows)]);
      return;
    }
    await this.database.transaction(async (tx) => {
      const known = await findUntimed(tx, untimed, this.clock.now());
      await tx.query(INSERT_EVENTS, [storableJson(unknownOnly(rows, known))]);
    });
  }
}

/** The lock keeps a retry that overlaps its first attempt from seeing nothing; events that name their time never take it. */
async function findUntimed(tx: Transaction, ids: string[], now: number): Promise<Set<string>> {
  await tx.query(`select pg_advisory_xact_lock(hashtext('security_event_records:untimed'))`);
  const known = await tx.query<{ event_id: string }>(
    'select event_id from security_event_records where event_id = any($1) and occurred_at > $2',
    [ids, new Date(now - UNTIMED_RETRY_MS)],
  );
  return new Set(known.map((row) => row.event_id));
}

/** Leaves out retries, also those that share a commit with their first attempt. */
function unknownOnly(rows: readonly EventRow[], known: Set<string>): EventRow[] {
  return rows.filter((row) => {
    if (!row.retried_by_id) return true;
    const fresh = !known.has(row.event_id);
    known.add(row.event_id);
    return fresh;
  });
}

type EventRow = ReturnType<typeof asRow>;

function asRow(event: SecurityOccurrence, now: number) {
  return {
    /** True when its own time does not tell a retry from a new event. Not a column. */
    retried_by_id: event.at === undefined && event.eventId !== undefined,
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
