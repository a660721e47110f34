import { randomUUID } from 'node:crypto';
import { BinaryCopy } from '../database/binary-copy.js';
import type { ResourceIds } from '../resources/resource.registry.js';
import type { LogOccurrence } from './log.recorder.js';

/** The columns with their types in JSON, in the order of a copied row; `at_ms` is written as `occurred_at`. */
const TYPES = {
  log_id: 'text',
  at_ms: 'double precision',
  severity_number: 'smallint',
  message: 'text',
  service: 'text',
  logger: 'text',
  host: 'text',
  environment: 'text',
  request_id: 'text',
  trace_id: 'text',
  span_id: 'text',
  user_id: 'text',
  attributes: 'jsonb',
  event_name: 'text',
  resource_id: 'bigint',
} as const;
const NAMES = Object.keys(TYPES);
const COLUMNS = NAMES.map((name) => (name === 'at_ms' ? 'occurred_at' : name)).join(', ');

export type LogRow = ReturnType<typeof logRow>;

/** A record as INSERT_LOGS takes it. */
export function logRow(record: LogOccurrence, now: number, resourceIds: ResourceIds) {
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

/** $1: the records as a JSON array of rows. Leaves out what is there. */
export const INSERT_LOGS = `
insert into log_records (${COLUMNS})
select ${NAMES.map((name) => (name === 'at_ms' ? 'to_timestamp(at_ms / 1000.0)' : name)).join(', ')}
from json_to_recordset($1::json) as row (${Object.entries(TYPES)
  .map((column) => column.join(' '))
  .join(', ')})
order by service, at_ms
on conflict do nothing`;

/** Takes what `copiedLogs` gives. Fails for a record that is there. */
export const COPY_LOGS = `copy log_records (${COLUMNS}) from stdin (format binary)`;

/** Records as rows of COPY_LOGS. */
export function copiedLogs(rows: readonly LogRow[]): Buffer {
  const copy = new BinaryCopy(NAMES.length);
  for (const row of rows) {
    copy.row();
    copy.text(row.log_id);
    copy.timestamptz(row.at_ms);
    copy.int2(row.severity_number);
    copy.text(row.message);
    copy.text(row.service);
    copy.text(row.logger);
    copy.text(row.host);
    copy.text(row.environment);
    copy.text(row.request_id);
    copy.text(row.trace_id);
    copy.text(row.span_id);
    copy.text(row.user_id);
    copy.jsonb(row.attributes);
    copy.text(row.event_name);
    copy.int8(row.resource_id);
  }
  return copy.end();
}
