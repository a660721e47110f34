import type { Conditions } from '../database/conditions.js';

/** Ranges of time that do not overlap, the newest first. */
export type Stretches = readonly (readonly [from: Date, until: Date])[];

/** In which order records are read, and how many at most. */
export interface LogOrder {
  readonly by: string;
  readonly direction: 'asc' | 'desc';
  readonly limit: number;
}

/**
 * What stands behind `from` in a statement that reads log records. Of records in stretches of time each stretch is read by itself, in the order asked
 * for, until there are enough: whatever PostgreSQL thinks of how many they are.
 */
export function logSource(conditions: Conditions, stretches?: Stretches, order?: LogOrder): string {
  const end = order ? `order by ${order.by} limit ${conditions.parameter(order.limit)}` : '';
  if (!stretches) return `log_records ${conditions.where} ${end}`;
  const inOrder = order?.direction === 'asc' ? stretches.toReversed() : stretches;
  const edges = [0, 1].map((side) => conditions.parameter(inOrder.map((stretch) => stretch[side])));
  return `unnest(${edges[0]}::timestamptz[], ${edges[1]}::timestamptz[]) as stretch (from_at, until_at)
    cross join lateral (
      select * from log_records where ${conditions.all} and occurred_at >= stretch.from_at and occurred_at < stretch.until_at
      ${end || 'offset 0'}
    ) as log_records ${order ? `limit ${conditions.parameter(order.limit)}` : ''}`;
}
