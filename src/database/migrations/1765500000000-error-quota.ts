import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Errors that are counted and not stored, to the minute; and what was counted of errors until it is recorded as metrics. */
export class ErrorQuota1765500000000 implements MigrationInterface {
  name = 'ErrorQuota1765500000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['error_groups', 'error_fingerprints']) {
      await runner.query(`alter table ${table} add column left_out_count bigint not null default 0`);
    }
    await runner.query(`
      create table error_left_out_minutes (
        group_id uuid not null,
        minute_at timestamptz not null,
        severity text not null,
        service text not null,
        error_type text not null,
        event_count bigint not null,
        primary key (group_id, minute_at, severity)
      ) partition by range (minute_at)`);
    await runner.query('create table error_left_out_minutes_default partition of error_left_out_minutes default');
    await runner.query(`
      create table error_tallies (
        tally_id bigint generated always as identity primary key,
        tallies json not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table error_tallies, error_left_out_minutes');
    for (const table of ['error_groups', 'error_fingerprints']) {
      await runner.query(`alter table ${table} drop column left_out_count`);
    }
  }
}
