import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Finds an error by its id alone. A hash index: ids are long, in no order, and only asked for whole. */
export class ErrorIds1766300000000 implements MigrationInterface {
  name = 'ErrorIds1766300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create index error_events_error_id on error_events using hash (error_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index error_events_error_id');
  }
}
