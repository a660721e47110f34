import { Injectable } from '@nestjs/common';
import { Database, type Transaction } from './database.js';

const HOUR_MS = 3_600_000;
const DAY_MS = 86_400_000;

/** How much time a partition holds, and how many are made ahead. */
interface PartitionSpan {
  readonly ms: number;
  readonly ahead: number;
  /** Of its names. */
  readonly pattern: string;
}

const DAY: PartitionSpan = { ms: DAY_MS, ahead: 7, pattern: String.raw`_y\d{4}m\d{2}d\d{2}$` };
/** For what goes within a day. Partitions are made twice a day: enough for two turns that were missed. */
export const HOUR: PartitionSpan = { ms: HOUR_MS, ahead: 38, pattern: String.raw`_y\d{4}m\d{2}d\d{2}h\d{2}$` };

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
  /** The first instant after it, epoch ms. */
  endsAt: number;
}

/**
 * Tables partitioned by UTC day, or by hour. Expiry drops whole partitions, which costs the same at any size; a row outside
 * every partition stays in the table's default partition until one is made for it, so no row is ever refused.
 */
@Injectable()
export class TimePartitions {
  constructor(private readonly database: Database) {}

  /** Makes the partitions from the one before `now` (epoch ms) to some ahead that do not exist yet. */
  async prepare(table: string, now: number, span = DAY): Promise<void> {
    const existing = new Set((await this.list(this.database, table, span)).map((partition) => partition.name));
    for (let at = startOf(now - span.ms, span); at <= now + span.ahead * span.ms; at += span.ms) {
      if (!existing.has(partitionName(table, at, span))) await this.create(table, at, span);
    }
  }

  /** Removes everything older than `cutoff`, by whole days; `dryRun` only counts. Rows of the cutoff's own day stay. */
  async dropBefore(table: string, timeColumn: string, cutoff: Date, dryRun: boolean): Promise<ExpiredRows> {
    const firstKept = new Date(startOf(cutoff.getTime(), DAY));
    const expired = await this.endedBefore(table, firstKept);
    let rows = 0;
    for (const name of expired) {
      rows += await this.count(name);
      if (!dryRun) await this.drop(table, name);
    }
    rows += await this.expireDefault(table, timeColumn, firstKept, dryRun);
    return { table, partitions: expired, rows };
  }

  /** The names of the partitions with nothing from `cutoff` on. */
  async endedBefore(table: string, cutoff: Date, span = DAY): Promise<string[]> {
    const all = await this.list(this.database, table, span);
    return all.filter(({ endsAt }) => endsAt <= cutoff.getTime()).map(({ name }) => name);
  }

  /** Drops a partition, unless a query finds something meanwhile that speaks against it. */
  async drop(table: string, name: string, unless?: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      await tx.query(LOCK_TIMEOUT);
      if (unless) {
        await tx.query(`lock table ${table} in access exclusive mode`);
        if ((await tx.query(unless)).length > 0) return;
      }
      await tx.query(`drop table if exists ${name}`);
    });
  }

  private async create(table: string, at: number, span: PartitionSpan): Promise<void> {
    const name = partitionName(table, at, span);
    const [from, to] = [new Date(at), new Date(at + span.ms)];
    await this.database.transaction(async (tx) => {
      await tx.query('select pg_advisory_xact_lock(hashtext($1))', [name]);
      const column = await this.keyColumn(tx, table);
      const taken = await tx.query('select 1 from pg_class where oid = to_regclass($1)', [name]);
      if (taken.length > 0) return;
      await tx.query(LOCK_TIMEOUT);
      // Rows of that time may wait in the default partition: they move, else PostgreSQL would refuse the new one.
      await tx.query(`lock table ${table} in access exclusive mode`);
      await tx.query(`create table ${name} (like ${table} including defaults including constraints including storage)`);
      await tx.query(
        `with moved as (delete from ${table}_default where ${column} >= $1 and ${column} < $2 returning *) insert into ${name} select * from moved`,
        [from, to],
      );
      await tx.query(
        `alter table ${table} attach partition ${name} for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
      );
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

  private async list(on: Transaction, table: string, span: PartitionSpan): Promise<Partition[]> {
    const rows = await on.query<{ name: string }>(
      `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
       where i.inhparent = to_regclass($1) and c.relname ~ $2 order by c.relname`,
      [table, span.pattern],
    );
    return rows.map(({ name }) => ({ name, endsAt: startIn(name) + span.ms }));
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

/** The start of the day or hour that `at` is in, epoch ms. */
function startOf(at: number, { ms }: PartitionSpan): number {
  return Math.floor(at / ms) * ms;
}

function partitionName(table: string, at: number, span: PartitionSpan): string {
  const [year, month, day, hour] = new Date(at).toISOString().split(/[-T:]/);
  return `${table}_y${year}m${month}d${day}${span === HOUR ? `h${hour}` : ''}`;
}

function startIn(name: string): number {
  const [, year, month, day, hour = 0] = /_y(\d{4})m(\d{2})d(\d{2})(?:h(\d{2}))?$/.exec(name)!;
  return Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour));
}
