import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Puts groups of errors in small letters once, when they are written: a search that does so in every group takes several times as long. */
export class ErrorGroupSearchText1765900000000 implements MigrationInterface {
  name = 'ErrorGroupSearchText1765900000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('drop statistics error_groups_search');
    await runner.query(`alter table error_groups add column search_text text not null default ''`);
    await runner.query(
      String.raw`update error_groups set search_text = lower(error_type || E'\n' || error_message || E'\n' || coalesce(culprit, ''))`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table error_groups drop column search_text');
    await runner.query(String.raw`
      create statistics error_groups_search
      on (lower(error_type || E'\n' || error_message || E'\n' || coalesce(culprit, ''))) from error_groups`);
  }
}
