import type { MetricSample } from '../../metrics/metric.recorder.js';
import type { DatabaseUsage } from './measure-database.js';

/** One gauge for each figure that is known, tagged with the database. */
export function databaseSamples(usage: DatabaseUsage): MetricSample[] {
  const { at, connections } = usage;
  const gauge = (name: string, value: number | undefined, unit?: string): MetricSample[] =>
    value === undefined
      ? []
      : [{ name, kind: 'gauge', value, at, unit, source: 'database', tags: { database: usage.database } }];
  return [
    ...gauge('database_connections', connections.total),
    ...gauge('database_connections_active', connections.active),
    ...gauge('database_connections_idle', connections.idle),
    ...gauge('database_connections_max', connections.max),
    ...gauge('database_size_bytes', usage.sizeBytes, 'bytes'),
    ...gauge('database_cache_hit_percent', usage.cacheHitPercent, 'percent'),
    ...gauge('database_transactions_per_second', usage.transactionsPerSecond),
    ...gauge('database_deadlocks', usage.deadlocks),
    ...gauge('database_longest_transaction_seconds', usage.longestTransactionSeconds, 's'),
  ];
}
