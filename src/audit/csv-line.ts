import { csvRow } from '../http/csv-row.js';
import type { AuditEntryView } from './audit.dto.js';

const COLUMNS = [
  'sequence',
  'recorded_at',
  'occurred_at',
  'service',
  'actor',
  'action',
  'target_type',
  'target_id',
  'before',
  'after',
  'details',
  'request_id',
  'trace_id',
  'ip_address',
  'reported_by',
  'id',
  'previous_hash',
  'hash',
] as const satisfies (keyof AuditEntryView)[];

/** The first line of the table. */
export const CSV_HEADER = csvRow(COLUMNS);

/** An entry as a line of the table. */
export function csvLine(entry: AuditEntryView): string {
  return csvRow(COLUMNS.map((column) => entry[column]));
}
