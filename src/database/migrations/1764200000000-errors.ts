import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Error events by day, the groups they belong to, and how many there were per group, hour and severity. */
export class Errors1764200000000 implements MigrationInterface {
  name = 'Errors1764200000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table error_events (
        group_id uuid not null,
        occurred_at timestamptz not null,
        error_id text not null,
        error_type text not null,
        error_message text not null,
        severity text not null,
        service text not null,
        environment text,
        release text,
        endpoint text,
        http_method text,
        status_code integer,
        culprit text,
        stack_trace text,
        user_id text,
        request_id text,
        trace_id text,
        span_id text,
        tags jsonb not null default '{}',
        additional_data jsonb,
        primary key (group_id, occurred_at, error_id)
      ) partition by range (occurred_at)`);
    await runner.query('create table error_events_default partition of error_events default');
    await runner.query('create index error_events_occurred_at on error_events (occurred_at)');
    await runner.query('create index error_events_service on error_events (service, occurred_at)');
    await runner.query('create index error_events_error_type on error_events (error_type, occurred_at)');
    await runner.query('create index error_events_severity on error_events (severity, occurred_at)');
    await runner.query(`
      create index error_events_words on error_events
      using gin (to_tsvector('simple', translate(error_message, './\\-_:@<>&+~%#=', '               ')))`);
    await runner.query('create index error_events_trace_id on error_events (trace_id) where trace_id is not null');
    await runner.query(
      'create index error_events_request_id on error_events (request_id) where request_id is not null',
    );

    await runner.query(`
      create table error_groups (
        group_id uuid primary key,
        service text not null,
        error_type text not null,
        error_message text not null,
        culprit text,
        severity text not null,
        event_count bigint not null,
        first_seen_at timestamptz not null,
        last_seen_at timestamptz not null
      )`);

    await runner.query(`
      create table error_group_hours (
        group_id uuid not null,
        hour_at timestamptz not null,
        severity text not null,
        service text not null,
        error_type text not null,
        event_count bigint not null,
        primary key (group_id, hour_at, severity)
      ) partition by range (hour_at)`);
    await runner.query('create table error_group_hours_default partition of error_group_hours default');

    await runner.query(`
      create view error_logs as
      select error_id, occurred_at, error_type, error_message, severity, service, environment, release, endpoint,
             http_method, status_code, stack_trace, user_id, request_id, trace_id, span_id, group_id, culprit, tags, additional_data
      from error_events`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view error_logs');
    await runner.query('drop table error_events, error_groups, error_group_hours');
  }
}
