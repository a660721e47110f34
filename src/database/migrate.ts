import type { DataSource } from 'typeorm';

/** Any number that no other user of the database takes: 'OCMO' in ASCII. */
const MIGRATION_LOCK = 0x4f_43_4d_4f;

/** Brings the schema up to date. Replicas that start together wait for the one that is at it. */
export async function migrate(dataSource: DataSource): Promise<void> {
  const runner = dataSource.createQueryRunner();
  try {
    await runner.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await dataSource.runMigrations();
  } finally {
    await runner.query('select pg_advisory_unlock($1)', [MIGRATION_LOCK]).catch(() => {});
    await runner.release();
  }
}
