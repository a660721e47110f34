import { textOf } from '../../app/search-params.js';

/** Which entries of the audit trail are meant, by the names that the API has for it. */
export interface AuditFilter {
  readonly actor?: string;
  readonly action?: string;
  readonly target_type?: string;
  readonly target_id?: string;
  readonly service?: string;
  readonly request_id?: string;
}

/** What the address of the page of the audit trail says. */
export interface AuditSearch extends AuditFilter {
  /** The id of the entry that is open. */
  readonly entry?: string;
}

/** The filters in the order in which they are asked for. */
export const AUDIT_FILTERS = [
  { name: 'actor', label: 'Who' },
  { name: 'action', label: 'Action' },
  { name: 'target_type', label: 'Kind of thing' },
  { name: 'target_id', label: 'Id of the thing' },
  { name: 'service', label: 'Service' },
  { name: 'request_id', label: 'Request id' },
] as const satisfies readonly { name: keyof AuditFilter; label: string }[];

/** The filter of an address, as the API takes it. */
export function auditQueryOf(search: Readonly<Record<string, unknown>>): AuditFilter {
  return Object.fromEntries(AUDIT_FILTERS.map(({ name }) => [name, textOf(search[name])]));
}

/** Reads the address of the page of the audit trail. */
export function readAuditSearch(search: Readonly<Record<string, unknown>>): AuditSearch {
  return { ...auditQueryOf(search), entry: textOf(search.entry) };
}
