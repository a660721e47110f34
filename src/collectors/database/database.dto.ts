/** Client connections of the whole server. */
export class ConnectionsView {
  /** @example 2 */
  active: number;
  /** @example 8 */
  idle: number;
  /** Active, idle and every other state. */
  total: number;
  /**
   * How many the server takes.
   * @example 100
   */
  max: number;
}

export class TableView {
  /**
   * A partitioned table stands for all its partitions.
   * @example "metric_chunks"
   */
  table: string;
  /** With its indexes. */
  size_bytes: number;
  /** PostgreSQL's own estimate. */
  rows_estimate: number;
}

export class DatabaseView {
  /** @example "18.4" */
  version: string;
  size_bytes: number;
  connections: ConnectionsView;
  /**
   * Share of block reads answered by PostgreSQL's cache since the last reading.
   * @example 99.3
   */
  cache_hit_percent: number;
  /** Since the last reading; null on the first one. */
  transactions_per_second: number | null;
  /** Since the server's statistics were reset. */
  deadlocks: number;
  longest_transaction_seconds: number;
  /** Largest first. */
  tables: TableView[];
  collected_at: string;
}
