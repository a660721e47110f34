import type { MigrationInterface, QueryRunner } from 'typeorm';

/** When the rules were last evaluated, and a default rule that tells when that was late. */
export class EvaluationTurns1766000000054 implements MigrationInterface {
  name = 'EvaluationTurns1766000000054';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table alert_evaluation_turns (
        one boolean primary key,
        started_at timestamptz not null,
        finished_at timestamptz not null
      )`);
    await runner.query(`
      insert into alert_rules (rule_id, name, description, metric_name, aggregation, window_seconds, matchers, group_by, condition, threshold,
        duration, severity, notification_channels, cooldown_seconds, missing_data, created_at, updated_at)
      values (gen_random_uuid(), 'Alert Evaluation Late', 'The alert rules were evaluated more than a minute late: nobody looked meanwhile.',
        'alert_evaluation_lag_ms', 'max', 300, '[]', '{}', 'gt', 60000, 0, 'warning', '{email,slack,webhook}', 300, 'resolve', now(), now())
      on conflict do nothing`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("delete from alert_rules where name = 'Alert Evaluation Late'");
    await runner.query('drop table alert_evaluation_turns');
  }
}
