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

/** What spreadsheets take for a formula when a cell begins with it (OWASP, CSV Injection). */
const FORMULA = /^[=+\-@\t\r]/;

/** The first line of the table (RFC 4180). */
export const CSV_HEADER = `${COLUMNS.join(',')}\r\n`;

/** An entry as a line of the table. */
export function csvLine(entry: AuditEntryView): string {
  return `${COLUMNS.map((column) => cell(entry[column])).join(',')}\r\n`;
}

function cell(value: unknown): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const harmless = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}
