import { Injectable } from '@nestjs/common';
import { Database } from '../database/database.js';
import { EventInsert } from '../database/event-insert.js';
import { Clock } from '../jobs/clock.js';
import type { Attributes } from '../resources/attributes.js';
import { ResourceRegistry } from '../resources/resource.registry.js';
import { ServiceRegistry, versionOf } from '../resources/service.registry.js';
import { LogRedaction } from './log.redaction.js';
import { COPY_WORDS, copiedWords } from './words/written-words.js';
import { COPY_LOGS, copiedLogs, INSERT_LOGS, type LogRow, logRow } from './write-logs.js';

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

/** Writes log records without the secrets in them, all that arrive together in one statement. */
@Injectable()
export class LogRecorder {
  private readonly records: EventInsert<LogRow>;

  constructor(
    database: Database,
    private readonly resources: ResourceRegistry,
    private readonly services: ServiceRegistry,
    private readonly clock: Clock,
    private readonly redaction: LogRedaction,
  ) {
    const key = { log_id: 'text' } as const;
    const copy = { sql: COPY_LOGS, encode: copiedLogs };
    const along = { sql: COPY_WORDS, encode: copiedWords };
    this.records = new EventInsert<LogRow>(database, { name: 'log_records', key, insert: INSERT_LOGS, copy, along });
  }

  /** Resolves after the commit. @returns the ids, in the order given; a record already known stays as it is */
  async record(records: readonly LogOccurrence[]): Promise<string[]> {
    const now = this.clock.now();
    for (const { service, resource, attributes, at } of records) {
      this.services.note(service, versionOf(resource ?? attributes), at);
    }
    const ids = await this.resources.idsOf(records);
    const rows = (await this.redaction.redact(records)).map((record) => logRow(record, now, ids));
    await this.records.add(rows);
    return rows.map((row) => row.log_id);
  }
}
