import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Spans by the day they started, and one summary row per trace that the search reads. */
export class Traces1764200100000 implements MigrationInterface {
  name = 'Traces1764200100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table spans (
        trace_id text not null,
        span_id text not null,
        started_at timestamptz not null,
        parent_span_id text,
        operation_name text not null,
        service_name text not null,
        kind text not null,
        duration_ms double precision,
        status text not null,
        status_message text,
        tags jsonb not null default '{}',
        revision smallint not null default 0,
        primary key (trace_id, span_id, started_at)
      ) partition by range (started_at)`);
    await runner.query('create table spans_default partition of spans default');

    await runner.query(`
      create table traces (
        trace_id text not null,
        day_at timestamptz not null,
        started_at timestamptz not null,
        ended_at timestamptz not null,
        root_operation text not null,
        root_service text not null,
        root_known boolean not null,
        span_count integer not null,
        open_span_count integer not null,
        error_count integer not null,
        services text[] not null,
        primary key (trace_id, day_at)
      ) partition by range (day_at)`);
    await runner.query('create table traces_default partition of traces default');
    await runner.query('create index traces_started_at on traces (started_at)');
    await runner.query('create index traces_root_operation on traces (root_operation, started_at)');
    await runner.query('create index traces_failed on traces (started_at) where error_count > 0');
    await runner.query('create index traces_services on traces using gin (services)');

    await runner.query(`
      create view request_traces as
      select trace_id, span_id, parent_span_id, operation_name, service_name, kind, started_at,
             started_at + duration_ms * interval '1 millisecond' as ended_at, duration_ms, status, status_message, tags
      from spans`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view request_traces');
    await runner.query('drop table spans, traces');
  }
}
