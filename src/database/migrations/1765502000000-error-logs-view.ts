import type { MigrationInterface, QueryRunner } from 'typeorm';

const columns = (
  groupId: string,
) => `error_id, occurred_at, error_type, error_message, severity, service, environment, release, endpoint,
  http_method, status_code, stack_trace, user_id, request_id, trace_id, span_id, ${groupId}, culprit, tags, additional_data`;

/** The view error_logs tells of exceptions frame by frame too, of what could not be read, and which group an event belongs to after merges. */
export class ErrorLogsView1765502000000 implements MigrationInterface {
  name = 'ErrorLogsView1765502000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create or replace view error_logs as
      select ${columns('coalesce(f.group_id, e.group_id) as group_id')}, exceptions, processing_errors
      from error_events e left join error_fingerprints f on f.fingerprint_id = e.group_id`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view error_logs');
    await runner.query(`create view error_logs as select ${columns('group_id')} from error_events`);
  }
}
