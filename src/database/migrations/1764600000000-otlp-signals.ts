import type { MigrationInterface, QueryRunner } from 'typeorm';

const SPAN_COLUMNS = [
  'scope text',
  'trace_state text',
  'events jsonb',
  'links jsonb',
  'left_out jsonb',
  'resource_id bigint',
];
const LOG_COLUMNS = ['event_name text', 'resource_id bigint'];

/** What OpenTelemetry says of spans and log records beyond what the JSON doors take, and the resources that send them. */
export class OtlpSignals1764600000000 implements MigrationInterface {
  name = 'OtlpSignals1764600000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table resources (
        resource_id bigint primary key,
        attributes jsonb not null,
        seen_at timestamptz not null
      )`);
    for (const column of SPAN_COLUMNS) await runner.query(`alter table spans add column ${column}`);
    for (const column of LOG_COLUMNS) await runner.query(`alter table log_records add column ${column}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const column of LOG_COLUMNS) await runner.query(`alter table log_records drop column ${nameOf(column)}`);
    for (const column of SPAN_COLUMNS) await runner.query(`alter table spans drop column ${nameOf(column)}`);
    await runner.query('drop table resources');
  }
}

function nameOf(column: string): string {
  return column.split(' ')[0]!;
}
