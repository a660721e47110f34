import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What others are to be told of groups of errors, until they have been. */
export class ErrorGroupFacts1765501000000 implements MigrationInterface {
  name = 'ErrorGroupFacts1765501000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table error_group_facts (
        fact_id bigint generated always as identity primary key,
        group_id uuid not null,
        at timestamptz not null,
        kind text not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table error_group_facts');
  }
}
