import type { AuditEntryView } from './audit.dto.js';

/** An entry as PostgreSQL gives it. */
export type AuditRow = Omit<AuditEntryView, 'recorded_at' | 'occurred_at'> & { recorded_at: Date; occurred_at: Date };

/** The columns of an {@link AuditRow}. */
export const AUDIT_COLUMNS = `sequence::float8 as sequence, id, recorded_at, occurred_at, service, actor, action, target_type, target_id, before,
  after, details, request_id, trace_id, ip_address, reported_by, encode(previous_hash, 'hex') as previous_hash, encode(hash, 'hex') as hash`;

/** An entry as the API gives it out. */
export function viewEntry(row: AuditRow): AuditEntryView {
  return { ...row, recorded_at: row.recorded_at.toISOString(), occurred_at: row.occurred_at.toISOString() };
}
