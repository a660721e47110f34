import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When an ingest key was last used. */
export class IngestKeyUse1766300200000 implements MigrationInterface {
  name = 'IngestKeyUse1766300200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ingest_keys add column last_used_at timestamptz');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table ingest_keys drop column last_used_at');
  }
}
