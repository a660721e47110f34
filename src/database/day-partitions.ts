import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from './database.js';

const DAY_MS = 86_400_000;
const DAYS_AHEAD = 7;
/** Writers queue behind a lock that waits for a long reader: rather give up and come again than keep them. */
const LOCK_TIMEOUT = `set local lock_timeout = '3s'`;

/** What a clean-up removed, or would remove: whole partitions by name, and how many rows in all. */
export interface ExpiredRows {
  table: string;
  partitions: string[];
  rows: number;
}

interface Partition {
  name: string;
  /** The first instant after the partition's day, epoch ms. */
  endsAt: number;
}

/**
 * Tables partitioned by UTC day. Expiry drops whole partitions, which costs the same at any size; a row outside
 * every day's partition stays in the table's default partition until its day is made, so no row is ever refused.
 */
@Injectable()
export class DayPartitions {
  constructor(private readonly database: Database) {}

  /** Makes the partitions from the day before `now` (epoch ms) to a week ahead that do not exist yet. */
  async prepare(table: string, now: number): Promise<void> {
    const existing = new Set((await this.list(this.database, table)).map((partition) => partition.name));
    for (let day = startOfDay(now - DAY_MS); day <= now + DAYS_AHEAD * DAY_MS; day += DAY_MS) {
      if (!existing.has(partitionName(table, day))) await this.create(table, day);
    }
  }

  /** Removes everything older than `cutoff`, by whole days; `dryRun` only counts. Rows of the cutoff's own day stay. */
  async dropBefore(table: string, timeColumn: string, cutoff: Date, dryRun: boolean): Promise<ExpiredRows> {
    const firstKept = startOfDay(cutoff.getTime());
    const all = await this.list(this.database, table);
    const expired = all.filter((partition) => partition.endsAt <= firstKept).map((partition) => partition.name);
    let rows = 0;
    for (const name of expired) {
      rows += await this.count(name);
      if (!dryRun) await this.drop(name);
    }
    rows += await this.expireDefault(table, timeColumn, new Date(firstKept), dryRun);
    return { table, partitions: expired, rows };
  }

  private async drop(name: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(LOCK_TIMEOUT);
      await tx.query(`drop table if exists ${name}`);
    });
  }

  private async create(table: string, day: number): Promise<void> {
    const name = partitionName(table, day);
    const range = `from ('${new Date(day).toISOString()}') to ('${new Date(day + DAY_MS).toISOString()}')`;
    await this.database.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtext($1))', [name]);
      const column = await this.keyColumn(tx, table);
      const taken = await tx.query('select 1 from pg_class where oid = to_regclass($1)', [name]);
      if (taken.length > 0) return;
      await tx.query(LOCK_TIMEOUT);
      // Rows of that day may wait in the default partition: they move, else PostgreSQL would refuse the new one.
      await tx.query(`lock table ${table} in access exclusive mode`);
      await tx.query(`create table ${name} (like ${table} including defaults including constraints including storage)`);
      const bounds = [new Date(day), new Date(day + DAY_MS)];
      await tx.query(
        `with moved as (delete from ${table}_default where ${column} >= $1 and ${column} < $2 returning *) insert into ${name} select * from moved`,
        bounds,
      );
      await tx.query(`alter table ${table} attach partition ${name} for values ${range}`);
    });
  }

  private async keyColumn(tx: Transaction, table: string): Promise<string> {
    const [row] = await tx.query<{ column: string }>(
      `select a.attname as column from pg_partitioned_table p
       join pg_attribute a on a.attrelid = p.partrelid and a.attnum = p.partattrs[0] where p.partrelid = to_regclass($1)`,
      [table],
    );
    if (!row) throw new Error(`${table} is not a partitioned table`);
    return row.column;
  }

  private async list(on: Transaction, table: string): Promise<Partition[]> {
    const rows = await on.query<{ name: string }>(
      `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = to_regclass($1) and c.relname ~ '_y\\d{4}m\\d{2}d\\d{2}$' order by c.relname`,
      [table],
    );
    return rows.map(({ name }) => ({ name, endsAt: dayOf(name) + DAY_MS }));
  }

  private async count(table: string): Promise<number> {
    const [row] = await this.database.query<{ count: number }>(`select count(*)::int as count from ${table}`);
    return row!.count;
  }

  private async expireDefault(table: string, column: string, before: Date, dryRun: boolean): Promise<number> {
    const target = `${table}_default where ${column} < $1`;
    const sql = dryRun
      ? `select count(*)::int as count from ${target}`
      : `with gone as (delete from ${target} returning 1) select count(*)::int as count from gone`;
    const [row] = await this.database.query<{ count: number }>(sql, [before]);
    return row!.count;
  }
}

/** The start of a UTC day, epoch ms. */
function startOfDay(at: number): number {
  return at - (((at % DAY_MS) + DAY_MS) % DAY_MS);
}

function partitionName(table: string, day: number): string {
  const [year, month, date] = new Date(day).toISOString().slice(0, 10).split('-');
  return `${table}_y${year}m${month}d${date}`;
}

function dayOf(name: string): number {
  const [, year, month, date] = /_y(\d{4})m(\d{2})d(\d{2})$/.exec(name)!;
  return Date.UTC(Number(year), Number(month) - 1, Number(date));
}
