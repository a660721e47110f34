import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the evaluations of the last hours found. */
export class AlertEvaluations1766000000050 implements MigrationInterface {
  name = 'AlertEvaluations1766000000050';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table alert_evaluations (
        evaluation_id bigint generated always as identity primary key,
        at timestamptz not null,
        results jsonb not null
      )`);
    await runner.query('create index alert_evaluations_at on alert_evaluations (at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table alert_evaluations');
  }
}
