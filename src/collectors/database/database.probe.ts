import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { DatabaseReading } from './measure-database.js';

/** The size of a table with its indexes and, when it is partitioned, of all its partitions. */
export interface TableSize {
  table: string;
  sizeBytes: number;
  /** PostgreSQL's own estimate, from its last analyze. */
  rowsEstimate: number;
}

/** Sums are bigint or numeric, which node-postgres gives as text: float8 is exact up to 2^53. */
const READING = `
  select current_database() as database,
         split_part(current_setting('server_version'), ' ', 1) as version,
         pg_database_size(current_database())::float8 as "sizeBytes",
         current_setting('max_connections')::int as max,
         clients.*,
         blks_hit::float8 as "blocksHit", blks_read::float8 as "blocksRead",
         (xact_commit + xact_rollback)::float8 as transactions, deadlocks::float8 as deadlocks
    from pg_stat_database, lateral (
      select count(*)::int as total,
             count(*) filter (where state = 'active')::int as active,
             count(*) filter (where state = 'idle')::int as idle,
             coalesce(extract(epoch from max(clock_timestamp() - xact_start) filter (where pid <> pg_backend_pid())), 0)::float8
               as "longestTransactionSeconds"
        from pg_stat_activity where backend_type = 'client backend') as clients
   where datname = current_database()`;

const TABLES = `
  select coalesce(parent.relname, child.relname) as table,
         sum(pg_total_relation_size(child.oid))::float8 as "sizeBytes",
         sum(greatest(child.reltuples, 0))::float8 as "rowsEstimate"
    from pg_class child
    left join pg_inherits on inhrelid = child.oid
    left join pg_class parent on parent.oid = inhparent
   where child.relkind = 'r' and child.relnamespace = 'public'::regnamespace
   group by 1 order by 2 desc, 1`;

/** Never wait long behind a lock for a figure. */
const TIMEOUT = `set local statement_timeout = '3s'`;

/** Reads PostgreSQL's statistics views. */
@Injectable()
export class DatabaseProbe {
  constructor(private readonly database: Database) {}

  /** @param at epoch milliseconds to stamp the reading with */
  async read(at: number): Promise<DatabaseReading> {
    type Row = Omit<DatabaseReading, 'at' | 'connections'> & DatabaseReading['connections'];
    const rows = await this.database.transaction(async (tx) => {
      await tx.query(TIMEOUT);
      return tx.query<Row>(READING);
    });
    const { active, idle, total, max, ...row } = rows[0]!;
    return { at, ...row, connections: { active, idle, total, max } };
  }

  /** Largest first. */
  async tables(): Promise<TableSize[]> {
    return this.database.transaction(async (tx) => {
      await tx.query(TIMEOUT);
      return tx.query<TableSize>(TABLES);
    });
  }
}
