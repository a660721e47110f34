/** A time as the API writes it; PostgreSQL does that beside the service's own work. */
const isoTime = (column: string) =>
  `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as ${column}`;

/**
 * The columns of an AuditEntryView. To sort, name the table: `sequence` alone would be this number, which no index has.
 */
export const AUDIT_COLUMNS = `sequence::float8 as sequence, id, ${isoTime('recorded_at')}, ${isoTime('occurred_at')}, service, actor, action,
  target_type, target_id, before, after, details, request_id, trace_id, ip_address, reported_by,
  encode(previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash`;
