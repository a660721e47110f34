import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database of its own on the tests' server, empty. */
export interface TestDatabase {
  url: string;
  query<Row = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<Row[]>;
  drop(): Promise<void>;
}

export async function createTestDatabase(): Promise<TestDatabase> {
  const server = process.env.TEST_POSTGRES_URL!;
  const name = `test_${randomBytes(6).toString('hex')}`;
  await queryOnce(server, `create database ${name}`);
  const url = server.replace('/monitoring?', `/${name}?`);
  const pool = new pg.Pool({ connectionString: url, max: 3 });
  pool.on('error', () => {}); // the server may be stopped by a test; the next query says so
  return {
    url,
    query: async (sql, values) => (await pool.query(sql, values)).rows,
    drop: async () => {
      await pool.end();
      await queryOnce(server, `drop database ${name} with (force)`);
    },
  };
}

/** One statement on a connection of its own. */
export async function queryOnce<Row = Record<string, unknown>>(
  url: string,
  sql: string,
  values?: unknown[],
): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql, values)).rows;
  } finally {
    await client.end();
  }
}
