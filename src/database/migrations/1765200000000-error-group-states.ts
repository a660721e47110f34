import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What people do with groups of errors, and what becomes of it. */
export class ErrorGroupStates1765200000000 implements MigrationInterface {
  name = 'ErrorGroupStates1765200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      alter table error_groups
        add column status text not null default 'unresolved',
        add column status_changed_at timestamptz,
        add column resolved_in_release text,
        add column ignored_until timestamptz,
        add column ignored_until_count bigint,
        add column regressed_at timestamptz,
        add column assignee text,
        add column releases text[] not null default '{}'`);
    await runner.query(`
      create table error_group_events (
        event_id bigint generated always as identity primary key,
        group_id uuid not null,
        at timestamptz not null,
        kind text not null,
        actor text,
        details jsonb not null default '{}'
      )`);
    await runner.query('create index error_group_events_group_id on error_group_events (group_id, event_id)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table error_group_events');
    await runner.query(`
      alter table error_groups drop column status, drop column status_changed_at, drop column resolved_in_release,
        drop column ignored_until, drop column ignored_until_count, drop column regressed_at, drop column assignee, drop column releases`);
  }
}
