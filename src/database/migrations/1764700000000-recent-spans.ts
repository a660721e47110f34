import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Every span is kept for some hours in `recent_spans`; in `spans` are those of the traces that stay. `traces` tells which. What was
 * counted of spans waits in `span_tallies` until it is recorded as metrics.
 */
export class RecentSpans1764700000000 implements MigrationInterface {
  name = 'RecentSpans1764700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table recent_spans (
        like spans including defaults including constraints, primary key (trace_id, span_id, started_at)
      ) partition by range (started_at)`);
    await runner.query('create table recent_spans_default partition of recent_spans default');
    // What there is was kept.
    await runner.query(`
      alter table traces add column last_arrived_at timestamptz not null default now(),
        add column pending boolean not null default false, add column sampling text default 'probability',
        add column decided_at timestamptz, add column root_duration_ms double precision`);
    await runner.query('alter table traces alter column sampling drop default');
    await runner.query('create index traces_pending on traces (trace_id) where pending');
    await runner.query('create index traces_passed_over on traces (started_at) where sampling is null and not pending');
    await runner.query(`
      create table span_tallies (
        tally_id bigint generated always as identity primary key,
        subject text not null,
        tallies json not null
      )`);
    await createView(runner, `(select * from spans union all select * from recent_spans) as spans`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await createView(runner, 'spans');
    await runner.query('drop table span_tallies, recent_spans');
    await runner.query('drop index traces_passed_over, traces_pending');
    await runner.query(`
      alter table traces drop column last_arrived_at, drop column pending, drop column sampling,
        drop column decided_at, drop column root_duration_ms`);
  }
}

async function createView(runner: QueryRunner, source: string): Promise<void> {
  await runner.query(`
    create or replace view request_traces as
    select trace_id, span_id, parent_span_id, operation_name, service_name, kind, started_at,
           started_at + duration_ms * interval '1 millisecond' as ended_at, duration_ms, status, status_message, tags
    from ${source}`);
}
