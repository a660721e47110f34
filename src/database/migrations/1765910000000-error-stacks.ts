import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Stacks that errors share. */
export class ErrorStacks1765910000000 implements MigrationInterface {
  name = 'ErrorStacks1765910000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table error_stacks (
        stack_id uuid not null constraint error_stacks_pkey primary key,
        stack text not null,
        seen_at timestamptz not null
      )`);
    await runner.query('alter table error_events add column stack_id uuid');
    await runner.query(
      view(
        'coalesce(e.stack_trace, replace(s.stack, chr(65532), e.error_message)) as stack_trace',
        'left join error_stacks s using (stack_id)',
      ),
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update error_events e set stack_trace = replace(s.stack, chr(65532), e.error_message) from error_stacks s where s.stack_id = e.stack_id`);
    await runner.query(view('stack_trace', ''));
    await runner.query('alter table error_events drop column stack_id');
    await runner.query('drop table error_stacks');
  }
}

function view(stackTrace: string, join: string): string {
  return `
    create or replace view error_logs as
    select error_id, occurred_at, error_type, error_message, severity, service, environment, release, endpoint, http_method, status_code,
      ${stackTrace}, user_id, request_id, trace_id, span_id, coalesce(f.group_id, e.group_id) as group_id, culprit, tags, additional_data,
      exceptions, processing_errors
    from error_events e left join error_fingerprints f on f.fingerprint_id = e.group_id ${join}`;
}
