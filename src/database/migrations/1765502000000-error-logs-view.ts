import type { MigrationInterface, QueryRunner } from 'typeorm';

const COLUMNS = `error_id, occurred_at, error_type, error_message, severity, service, environment, release, endpoint,
  http_method, status_code, stack_trace, user_id, request_id, trace_id, span_id, group_id, culprit, tags, additional_data`;

/** The view error_logs tells of exceptions frame by frame too, and of what could not be read. */
export class ErrorLogsView1765502000000 implements MigrationInterface {
  name = 'ErrorLogsView1765502000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `create or replace view error_logs as select ${COLUMNS}, exceptions, processing_errors from error_events`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view error_logs');
    await runner.query(`create view error_logs as select ${COLUMNS} from error_events`);
  }
}
