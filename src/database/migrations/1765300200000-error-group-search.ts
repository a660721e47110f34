import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How often words are in groups of errors, so that a search for one that many have does not go through all. */
export class ErrorGroupSearch1765300200000 implements MigrationInterface {
  name = 'ErrorGroupSearch1765300200000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(String.raw`
      create statistics error_groups_search
      on (lower(error_type || E'\n' || error_message || E'\n' || coalesce(culprit, ''))) from error_groups`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop statistics error_groups_search');
  }
}
