import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { EventInsert } from '../database/event-insert.js';
import { Clock } from '../jobs/clock.js';
import type { Attributes } from '../resources/attributes.js';
import { type ResourceIds, ResourceRegistry } from '../resources/resource.registry.js';
import { LogRedaction } from './redaction/log.redaction.js';

/** A longer message is to be cut. */
export const MAX_MESSAGE = 32_768;

/** A line of a service's log. */
export interface LogOccurrence {
  /** The sender's id: the same record sent again under it counts once. */
  logId?: string;
  /** When it was written, epoch ms; absent means now. */
  at?: number;
  /** OpenTelemetry's severity number, 1 to 24. */
  severityNumber: number;
  message: string;
  service: string;
  logger?: string;
  host?: string;
  environment?: string;
  requestId?: string;
  traceId?: string;
  spanId?: string;
  userId?: string;
  attributes?: Record<string, unknown>;
  /** What kind of event it tells of. */
  eventName?: string;
  /** What sent it: the attributes of its OpenTelemetry resource. Records of one resource should share the object. */
  resource?: Attributes;
}

/** $1: the records as a JSON array of rows. */
const INSERT_LOGS = `
insert into log_records (log_id, occurred_at, severity_number, message, service, logger, host, environment, request_id,
  trace_id, span_id, user_id, attributes, event_name, resource_id)
select log_id, to_timestamp(at_ms / 1000.0), severity_number, message, service, logger, host, environment, request_id,
  trace_id, span_id, user_id, attributes, event_name, resource_id
from json_to_recordset($1::json) as row (
  log_id text, at_ms double precision, severity_number smallint, message text, service text, logger text, host text,
  environment text, request_id text, trace_id text, span_id text, user_id text, attributes jsonb, event_name text,
  resource_id bigint)
order by service, at_ms
on conflict do nothing`;

/** Writes log records without the secrets in them, all that arrive together in one statement. */
@Injectable()
export class LogRecorder {
  private readonly records: EventInsert<LogRow>;

  constructor(
    database: Database,
    private readonly resources: ResourceRegistry,
    private readonly clock: Clock,
    private readonly redaction: LogRedaction,
  ) {
    const key = { log_id: 'text' } as const;
    this.records = new EventInsert<LogRow>(database, { name: 'log_records', key, insert: INSERT_LOGS });
  }

  /** Resolves after the commit. @returns the ids, in the order given; a record already known stays as it is */
  async record(records: readonly LogOccurrence[]): Promise<string[]> {
    const now = this.clock.now();
    const ids = await this.resources.idsOf(records);
    const rows = (await this.redaction.redact(records)).map((record) => asRow(record, now, ids));
    await this.records.add(rows);
    return rows.map((row) => row.log_id);
  }
}

type LogRow = ReturnType<typeof asRow>;

function asRow(record: LogOccurrence, now: number, resourceIds: ResourceIds) {
  return {
    untimed: record.at === undefined && record.logId !== undefined,
    log_id: record.logId ?? randomUUID(),
    at_ms: Math.trunc(record.at ?? now),
    severity_number: record.severityNumber,
    message: record.message,
    service: record.service,
    logger: record.logger,
    host: record.host,
    environment: record.environment,
    request_id: record.requestId,
    trace_id: record.traceId,
    span_id: record.spanId,
    user_id: record.userId,
    attributes: record.attributes,
    event_name: record.eventName,
    resource_id: record.resource && resourceIds.get(record.resource),
  };
}
