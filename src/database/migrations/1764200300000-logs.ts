import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Log records by day. */
export class Logs1764200300000 implements MigrationInterface {
  name = 'Logs1764200300000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table log_records (
        log_id text not null,
        occurred_at timestamptz not null,
        severity_number smallint not null,
        message text not null,
        service text not null,
        logger text,
        host text,
        environment text,
        request_id text,
        trace_id text,
        span_id text,
        user_id text,
        attributes jsonb,
        primary key (log_id, occurred_at)
      ) partition by range (occurred_at)`);
    await runner.query('create table log_records_default partition of log_records default');
    await runner.query('create index log_records_occurred_at on log_records (occurred_at)');
    await runner.query('create index log_records_service on log_records (service, occurred_at)');
    await runner.query('create index log_records_failures on log_records (occurred_at) where severity_number >= 17');
    await runner.query('create index log_records_trace_id on log_records (trace_id) where trace_id is not null');
    await runner.query('create index log_records_request_id on log_records (request_id) where request_id is not null');
    await runner.query(`
      create index log_records_words on log_records
      using gin (to_tsvector('simple', translate(message, './\\-_:@<>&+~%#=', '               ')))`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table log_records');
  }
}
