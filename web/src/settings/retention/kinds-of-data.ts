import type { components } from '../../api/schema.js';
import type { SettingName } from '../configuration/known-settings.js';

type Table = components['schemas']['DatabaseView']['tables'][number];

/** Data that is kept equally long. */
interface KindOfData {
  readonly kind: string;
  /** Which setting says how long; without one it is fixed, as `fixed` tells. */
  readonly setting?: SettingName;
  readonly fixed?: string;
  /** The tables of it, by how their names begin. */
  readonly tables: readonly string[];
}

/** The first that fits a table's name has it. */
export const KINDS_OF_DATA: readonly KindOfData[] = [
  { kind: 'Metrics', setting: 'metric_retention_days', tables: ['metric_'] },
  { kind: 'Recent spans of traces that are not kept', fixed: 'TRACE_RECENT_HOURS', tables: ['recent_'] },
  { kind: 'Kept traces', setting: 'log_retention_days', tables: ['trace', 'span'] },
  { kind: 'Logs', setting: 'log_retention_days', tables: ['log_'] },
  { kind: 'Errors and source maps', setting: 'log_retention_days', tables: ['error_', 'source_map'] },
  {
    kind: 'Security events and decisions',
    setting: 'log_retention_days',
    tables: ['security_', 'user_baseline', 'detection'],
  },
  { kind: 'Health checks', setting: 'log_retention_days', tables: ['health_'] },
  {
    kind: 'Alerts and notifications',
    setting: 'alert_retention_days',
    tables: ['alert_', 'notification', 'silence', 'escalation', 'on_call'],
  },
  { kind: 'Audit trail', fixed: 'for ever, or AUDIT_RETENTION_DAYS', tables: ['audit_'] },
  { kind: 'Everything else', fixed: 'as long as it is needed', tables: [''] },
];

/** How much there is of a kind of data. */
interface Amount extends KindOfData {
  readonly bytes: number;
  readonly rows: number;
}

/** Adds up the tables of each kind. */
export function amountsOf(tables: readonly Table[]): Amount[] {
  const kinds = KINDS_OF_DATA.map((kind) => ({ ...kind, bytes: 0, rows: 0 }));
  for (const { table, size_bytes: bytes, rows_estimate: rows } of tables) {
    const kind = kinds.find(({ tables: begins }) => begins.some((begin) => table.startsWith(begin)))!;
    kind.bytes += bytes;
    kind.rows += rows;
  }
  return kinds;
}
