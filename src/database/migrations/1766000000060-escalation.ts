import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who is on call, and how an alert goes on to others until somebody acknowledges it. */
export class Escalation1766000000060 implements MigrationInterface {
  name = 'Escalation1766000000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table on_call_schedules (
        name text primary key,
        description text not null,
        time_zone text not null,
        layers jsonb not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(`
      create table on_call_overrides (
        override_id uuid primary key,
        schedule text not null,
        starts_at timestamptz not null,
        ends_at timestamptz not null,
        participant jsonb not null,
        comment text not null,
        author text not null,
        created_at timestamptz not null
      )`);
    await runner.query('create index on_call_overrides_schedule on on_call_overrides (schedule, ends_at)');
    await runner.query(`
      create table escalation_policies (
        name text primary key,
        description text not null,
        steps jsonb not null,
        repeat integer not null,
        repeat_wait_minutes double precision not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query(`
      create table alert_escalations (
        alert_id uuid primary key,
        policy text not null,
        steps jsonb not null,
        repeat integer not null,
        repeat_wait_minutes double precision not null,
        step integer not null,
        round integer not null,
        due_at timestamptz,
        is_held boolean not null
      )`);
    await runner.query('create index alert_escalations_due on alert_escalations (due_at) where due_at is not null');
    await runner.query('alter table alert_rules add escalation_policy text');
    await runner.query('alter table alert_instances add escalation_policy text');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('alter table alert_instances drop escalation_policy');
    await runner.query('alter table alert_rules drop escalation_policy');
    await runner.query("delete from notifications where event = 'acknowledged'");
    await runner.query('drop table alert_escalations, escalation_policies, on_call_overrides, on_call_schedules');
  }
}
