import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Files that come with errors. */
export class ErrorAttachments1765503000000 implements MigrationInterface {
  name = 'ErrorAttachments1765503000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table error_attachments (
        error_id text not null,
        attachment_id uuid not null,
        occurred_at timestamptz not null,
        place integer not null,
        name text not null,
        content_type text not null,
        size_bytes integer not null,
        content bytea not null,
        primary key (error_id, attachment_id, occurred_at)
      ) partition by range (occurred_at)`);
    // It is compressed already.
    await runner.query('alter table error_attachments alter column content set storage external');
    await runner.query('create table error_attachments_default partition of error_attachments default');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table error_attachments');
  }
}
