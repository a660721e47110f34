import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Exceptions as their senders tell them, frame by frame, and what of an event could not be read. */
export class ErrorExceptions1765100000000 implements MigrationInterface {
  name = 'ErrorExceptions1765100000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table error_events add column exceptions jsonb, add column processing_errors text[]');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table error_events drop column exceptions, drop column processing_errors');
  }
}
