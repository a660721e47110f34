import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { EmbeddedPostgres } from '../../src/database/embedded/embedded-postgres.js';

/** Gives a PostgreSQL of its own, with what the ordinary route reads, for as long as the work takes. */
export async function withStudents(work: (databaseUrl: string) => Promise<void>): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'monitoring-bench-'));
  const postgres = await EmbeddedPostgres.start(join(directory, 'postgres'));
  try {
    await fill(postgres.url);
    await work(postgres.url);
  } finally {
    await postgres.stop();
    rmSync(directory, { recursive: true, force: true });
  }
}

/** Twenty students make 5 kB. */
async function fill(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(
    `create table students as select id, id % 100 as class_id, 'Student ' || id as name, 'student' || id || '@example.org' as email,
       repeat('Attends regularly. ', 9) as remarks from generate_series(1, 5000) id`,
  );
  await client.query('create index on students (class_id)');
  await client.query('analyze students');
  await client.end();
}
