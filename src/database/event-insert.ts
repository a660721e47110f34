import { isCrossing } from './crossing.js';
import type { Database, Transaction, WritingTransaction } from './database.js';
import { GroupCommit } from './group-commit.js';
import { storableJson } from './storable-text.js';

/** What every row of something that happened has, beside its columns. */
export interface EventRow {
  /** Epoch ms. */
  at_ms: number;
  /** True when the sender gave an id but no time: its time of arrival does not tell a retry from something new. */
  untimed: boolean;
}

/** Where and how rows are written. */
interface EventTable<Row> {
  /** Partitioned by `occurred_at`. */
  name: string;
  /** The columns besides the time that tell one event from another, with their types; the leading ones of the primary key. */
  key: Partial<Record<keyof Row & string, 'text' | 'uuid'>>;
  /** Writes the rows of the JSON array $1; leaves out, by the primary key, those that are there. */
  insert: string;
  /** Writes rows that are all new for less, where it matters. */
  copy?: RowCopy<Row>;
  /** Rows of another table that are written with them. */
  along?: RowCopy<Row>;
}

/** A `COPY … FROM STDIN (FORMAT binary)` and what it takes. */
export interface RowCopy<Row> {
  sql: string;
  encode: (rows: readonly Row[]) => Buffer;
}

/** How long an event with an id but without a time is recognised when it is sent again. */
const UNTIMED_RETRY_MS = 3_600_000;

/**
 * Writes events so that one sent again counts once. With a time it has the primary key of its first record; without one
 * its id is looked up among the events of the last hour. Batches that arrive together share a commit.
 */
export class EventInsert<Row extends EventRow> {
  private readonly commit = new GroupCommit<Row>((rows) => this.write(rows));

  constructor(
    private readonly database: Database,
    private readonly table: EventTable<Row>,
  ) {}

  /** Resolves after the commit. */
  add(rows: readonly Row[]): Promise<void> {
    return this.commit.add(rows);
  }

  private async write(rows: readonly Row[]): Promise<void> {
    const untimed = rows.filter((row) => row.untimed);
    if (untimed.length > 0) {
      await this.database.transaction(async (tx) => {
        const known = await this.findKnown(tx, untimed);
        await this.insert(tx, this.leaveOut(rows, known));
      });
    } else if (!(await this.copyIn(rows))) {
      await this.atOnce((tx) => this.insert(tx, rows));
    }
  }

  private async insert(tx: WritingTransaction, rows: readonly Row[]): Promise<void> {
    const { name, insert, along } = this.table;
    await tx.queryPrepared(`insert-${name}`, insert, [storableJson(rows)]);
    if (along) await tx.copyIn(along.sql, along.encode(rows));
  }

  /** @returns false when nothing was written: there is no such way, or one of the rows is there already */
  private async copyIn(rows: readonly Row[]): Promise<boolean> {
    const { copy, along } = this.table;
    if (!copy) return false;
    try {
      await this.atOnce(async (tx) => {
        for (const { sql, encode } of along ? [copy, along] : [copy]) await tx.copyIn(sql, encode(rows));
      });
      return true;
    } catch (fault) {
      if (isCrossing(fault)) return false;
      throw fault;
    }
  }

  /** In a transaction, if it is more than one statement. */
  private atOnce(work: (tx: WritingTransaction) => Promise<void>): Promise<void> {
    return this.table.along ? this.database.transaction(work) : work(this.database);
  }

  /** The lock keeps a retry that overlaps its first attempt from seeing nothing; events with a time never take it. */
  private async findKnown(tx: Transaction, rows: Row[]): Promise<Set<string>> {
    await tx.query('select pg_advisory_xact_lock(hashtext($1))', [`${this.table.name}:untimed`]);
    const columns = Object.entries(this.table.key) as [keyof Row & string, string][];
    const since = Math.min(...rows.map((row) => row.at_ms)) - UNTIMED_RETRY_MS;
    const found = await tx.query<Row>(
      `select ${columns.map(([name]) => name).join(', ')} from ${this.table.name}
       where occurred_at > $1 and ${columns.map(([name, type], i) => `${name} = any($${i + 2}::${type}[])`).join(' and ')}`,
      [new Date(since), ...columns.map(([name]) => [...new Set(rows.map((row) => row[name]))])],
    );
    return new Set(found.map((row) => this.keyOf(row)));
  }

  /** Leaves out retries, also those that share a commit with their first attempt. */
  private leaveOut(rows: readonly Row[], known: Set<string>): Row[] {
    return rows.filter((row) => {
      if (!row.untimed) return true;
      const key = this.keyOf(row);
      const fresh = !known.has(key);
      known.add(key);
      return fresh;
    });
  }

  private keyOf(row: Row): string {
    return Object.keys(this.table.key)
      .map((name) => row[name as keyof Row])
      .join(' ');
  }
}
