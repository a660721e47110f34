import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Silences, inhibition rules, and why an alert was not told. */
export class Muting1766000000020 implements MigrationInterface {
  name = 'Muting1766000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table silences (
        silence_id uuid primary key,
        matchers jsonb not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        author text not null,
        comment text not null,
        created_at timestamptz not null
      )`);
    await runner.query('create index silences_ends_at on silences (ends_at)');
    await runner.query(`
      create table inhibition_rules (
        inhibition_rule_id uuid primary key,
        comment text not null,
        source_matchers jsonb not null,
        target_matchers jsonb not null,
        equal text[] not null,
        enabled boolean not null default true,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(`
      insert into inhibition_rules (inhibition_rule_id, comment, source_matchers, target_matchers, equal, created_at, updated_at)
      values (gen_random_uuid(), 'The critical CPU rule hides the high CPU one of the same machine.',
        '[{"tag": "name", "operator": "=", "value": "Critical CPU Usage"}]',
        '[{"tag": "name", "operator": "=", "value": "High CPU Usage"}]', '{host}', now(), now())`);
    await runner.query('alter table alert_instances add suppressed_by jsonb');
    await runner.query(
      `create index alert_instances_muted on alert_instances (alert_id)
       where rule_id is null and status = 'firing' and notified_at is null`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index alert_instances_muted');
    await runner.query('alter table alert_instances drop suppressed_by');
    await runner.query('drop table inhibition_rules');
    await runner.query('drop table silences');
  }
}
