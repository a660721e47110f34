import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is usual for each user, and a default rule that tells of attacks. */
export class UserBaselines1766101000000 implements MigrationInterface {
  name = 'UserBaselines1766101000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table user_baselines (
        user_id text primary key,
        baseline jsonb not null,
        updated_at timestamptz not null
      )`);
    await runner.query('create index user_baselines_updated_at on user_baselines (updated_at)');
    await runner.query(`
      insert into alert_rules (rule_id, name, description, metric_name, aggregation, window_seconds, matchers, group_by, condition, threshold,
        duration, severity, notification_channels, cooldown_seconds, missing_data, created_at, updated_at)
      values (gen_random_uuid(), 'Attack Detected', 'Security events of severity error or critical: GET /security/events tells what was seen.',
        'security_events_total', 'increase', 300, '[{"tag": "severity", "operator": "=~", "value": "error|critical"}]',
        '{service,event_type}', 'gt', 0, 0, 'critical', '{email,slack,webhook}', 300, 'resolve', now(), now())
      on conflict do nothing`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("delete from alert_rules where name = 'Attack Detected'");
    await runner.query('drop table user_baselines');
  }
}
