import { buffer } from 'node:stream/consumers';
import { Injectable } from '@nestjs/common';
import type { Pool, PoolClient } from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import { asDatabaseFault } from './database-unavailable.js';

/** Runs one SQL statement; `values` are its parameters ($1, $2, …), a Buffer is sent as binary. */
export interface Transaction {
  query<Row>(sql: string, values?: unknown[]): Promise<Row[]>;
}

/** A transaction under way, on a connection of its own. */
export interface OpenTransaction extends Transaction {
  /** Runs `COPY … TO STDOUT`, which takes no parameters. @returns everything it sends */
  copyOut(sql: string): Promise<Buffer>;
}

/**
 * The connection pool, for everything that TypeORM's repositories would do row by row.
 * Faults of the connection become DatabaseUnavailable, which HTTP answers as 503; faults of a statement pass as they are.
 */
@Injectable()
export class Database implements Transaction {
  constructor(private readonly dataSource: DataSource) {}

  /** TypeORM's own pool, so that the service has one number of connections to reckon with. */
  get pool(): Pool {
    return (this.dataSource.driver as PostgresDriver).master as Pool;
  }

  async query<Row>(sql: string, values?: unknown[]): Promise<Row[]> {
    try {
      return (await this.pool.query(sql, values)).rows as Row[];
    } catch (fault) {
      throw asDatabaseFault(fault);
    }
  }

  /** Commits when `work` resolves and rolls back when it rejects. The default isolation is READ COMMITTED. */
  async transaction<T>(work: (tx: OpenTransaction) => Promise<T>, isolation?: 'repeatable read'): Promise<T> {
    const client = await this.connect();
    let broken: Error | undefined;
    // A connection that breaks between two statements raises an event; unheard it would end the process.
    const onError = (fault: Error) => (broken = fault);
    client.on('error', onError);
    try {
      await client.query(isolation ? `begin isolation level ${isolation}` : 'begin');
      const result = await work({
        query: async (sql, values) => (await client.query(sql, values)).rows,
        copyOut: (sql) => buffer(client.query(copyTo(sql))),
      });
      await client.query('commit');
      return result;
    } catch (fault) {
      await client.query('rollback').catch((also: Error) => (broken = also));
      throw asDatabaseFault(fault);
    } finally {
      client.off('error', onError);
      client.release(broken);
    }
  }

  private async connect(): Promise<PoolClient> {
    try {
      return await this.pool.connect();
    } catch (fault) {
      throw asDatabaseFault(fault);
    }
  }
}
