import type { Database } from './database.js';
import type { ExpiredRows } from './time-partitions.js';

/** Removes the rows of a small table whose time is past, or with `dryRun` only counts them. @param before epoch ms */
export async function expireRows(
  database: Database,
  { table, timeColumn }: { table: string; timeColumn: string },
  before: number,
  dryRun: boolean,
): Promise<ExpiredRows> {
  const expired = `${table} where ${timeColumn} < $1`;
  const sql = dryRun
    ? `select count(*)::int as count from ${expired}`
    : `with gone as (delete from ${expired} returning 1) select count(*)::int as count from gone`;
  const [row] = await database.query<{ count: number }>(sql, [new Date(before)]);
  return { table, partitions: [], rows: row!.count };
}
