import { finished } from 'node:stream/promises';
import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient, QueryConfig } from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { asDatabaseFault } from './database-unavailable.js';

/** Runs one SQL statement; `values` are its parameters ($1, $2, …), a Buffer is sent as binary. */
export interface Transaction {
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
}

/** A transaction that takes in many rows at once. */
export interface WritingTransaction extends Transaction {
  /**
   * Runs a large statement that comes again and again: each connection keeps it prepared under its name, so that PostgreSQL neither reads
   * nor, once it finds that one plan does for all, plans it anew.
   */
  queryPrepared<Row>(name: string, sql: string, values: unknown[]): Promise<Row[]>;
  /** Runs `COPY … FROM STDIN`, which takes no parameters, all of it or nothing. @param rows all that is to be sent */
  copyIn(sql: string, rows: Buffer): Promise<void>;
}

/** A transaction under way. */
export interface OpenTransaction extends WritingTransaction {
  /** Has `work` done as the last thing before the commit; where it fails, nothing of the transaction stands. */
  beforeCommit(work: () => Promise<void>): void;
}

/** A transaction that only reads, and sees the state of one moment throughout. Statements asked for at once cost one round trip. */
export interface Snapshot extends Transaction {
  /** Of PostgreSQL's process that works for it. */
  readonly processId: number;
  /**
   * Runs a statement over so many partitions that PostgreSQL takes longer to plan than to run it: it is planned once on each connection,
   * under its name, whatever its values.
   */
  queryPlanned<Row>(name: string, sql: string, values: unknown[]): Promise<Row[]>;
  /** Runs `COPY … TO STDOUT`, which takes no parameters. @returns everything it sends */
  copyOut(sql: string): Promise<Buffer>;
}

/**
 * What snapshots read lies in memory or on solid-state disks. Left to think of spinning ones, PostgreSQL would sort chunks rather than read
 * them in the order of their index, which takes ten times as long.
 */
const BEGIN_SNAPSHOT = 'begin isolation level repeatable read read only; set local random_page_cost = 1.1';

/**
 * The connection pool, for everything that TypeORM's repositories would do row by row.
 * Faults of the connection become DatabaseUnavailable, which HTTP answers as 503; faults of a statement pass as they are.
 */
@Injectable()
export class Database implements WritingTransaction {
  constructor(private readonly dataSource: DataSource) {}

  /** TypeORM's own pool, so that the service has one number of connections to reckon with. */
  get pool(): Pool {
    return (this.dataSource.driver as PostgresDriver).master as Pool;
  }

  query<Row>(sql: string, values?: unknown[]): Promise<Row[]> {
    return this.run({ text: sql, values });
  }

  queryPrepared<Row>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return this.run({ name, text, values });
  }

  async copyIn(sql: string, rows: Buffer): Promise<void> {
    const lease = await this.lease();
    try {
      await lease.copyIn(sql, rows);
    } catch (fault) {
      throw asDatabaseFault(fault);
    } finally {
      lease.release();
    }
  }

  /** Commits when `work` resolves and rolls back when it rejects, in isolation READ COMMITTED. */
  async transaction<T>(work: (tx: OpenTransaction) => Promise<T>): Promise<T> {
    const lease = await this.lease();
    try {
      await lease.query('begin');
      const result = await work(lease);
      await lease.commit();
      lease.release();
      return result;
    } catch (fault) {
      await lease.rollBack();
      throw asDatabaseFault(fault);
    }
  }

  /** Runs `work` on the state of this moment. Neither does it wait for the beginning of the transaction, nor its result for the end. */
  async snapshot<T>(work: (snapshot: Snapshot) => Promise<T>): Promise<T> {
    const lease = await this.lease();
    try {
      lease.pipelined = true;
      const [, result] = await Promise.all([lease.query(BEGIN_SNAPSHOT), work(lease)]);
      void lease.rollBack();
      return result;
    } catch (fault) {
      await lease.rollBack();
      throw asDatabaseFault(fault);
    }
  }

  private async run<Row>(statement: QueryConfig): Promise<Row[]> {
    try {
      return (await this.pool.query(statement)).rows as Row[];
    } catch (fault) {
      throw asDatabaseFault(fault);
    }
  }

  private async lease(): Promise<Lease> {
    try {
      return new Lease(await this.pool.connect());
    } catch (fault) {
      throw asDatabaseFault(fault);
    }
  }
}

/** What the types of the driver leave out. */
type PipelinedClient = PoolClient & { processID: number; pipeline: boolean };

/** A connection that belongs to one transaction. */
class Lease implements Snapshot, OpenTransaction {
  private readonly client: PipelinedClient;
  private broken: Error | undefined;
  /** A connection that breaks between two statements raises an event; unheard it would end the process. */
  private readonly onError = (fault: Error) => (this.broken = fault);
  /** Resolves when the last statement has been answered, in whatever way. */
  private answered: Promise<unknown> = Promise.resolve();
  private readonly last: (() => Promise<void>)[] = [];

  constructor(client: PoolClient) {
    this.client = client as PipelinedClient;
    client.on('error', this.onError);
  }

  get processId(): number {
    return this.client.processID;
  }

  /** Whether statements are sent without waiting for the answers of those before. */
  set pipelined(pipelined: boolean) {
    this.client.pipeline = pipelined;
  }

  query<Row>(sql: string, values?: unknown[]): Promise<Row[]> {
    return this.send({ text: sql, values });
  }

  queryPrepared<Row>(name: string, text: string, values: unknown[]): Promise<Row[]> {
    return this.send({ name, text, values });
  }

  async queryPlanned<Row>(name: string, sql: string, values: unknown[]): Promise<Row[]> {
    const [, rows] = await Promise.all([
      this.query('set local plan_cache_mode = force_generic_plan'),
      this.queryPrepared<Row>(name, sql, values),
    ]);
    return rows;
  }

  /** Waits for what was asked before: the driver cannot pipeline it. */
  async copyOut(sql: string): Promise<Buffer> {
    await this.answered;
    const { pipeline } = this.client;
    this.pipelined = false;
    try {
      const rows: Buffer[] = [];
      const stream = this.client.query(copyTo(sql)).on('data', (row: Buffer) => rows.push(row));
      await finished(stream);
      return Buffer.concat(rows);
    } finally {
      this.pipelined = pipeline;
    }
  }

  copyIn(sql: string, rows: Buffer): Promise<void> {
    return new Promise((done, fail) => {
      this.client.query(copyFrom(sql)).once('finish', done).on('error', fail).end(rows);
    });
  }

  beforeCommit(work: () => Promise<void>): void {
    this.last.push(work);
  }

  async commit(): Promise<void> {
    for (const work of this.last) await work();
    await this.query('commit');
  }

  private async send<Row>(statement: QueryConfig): Promise<Row[]> {
    const answer = this.client.query(statement);
    this.answered = answer.catch(() => {});
    return (await answer).rows as Row[];
  }

  /** Gives it back after the end of its transaction. */
  release(): void {
    this.pipelined = false;
    this.client.off('error', this.onError);
    this.client.release(this.broken);
  }

  /** Ends the transaction, as far as the connection still can, and gives it back. Never rejects. */
  async rollBack(): Promise<void> {
    await this.client.query('rollback').catch(this.onError);
    this.release();
  }
}
