import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Channels that administrators make, and what the log of deliveries is read and limited by. */
export class NotificationChannels1765700000000 implements MigrationInterface {
  name = 'NotificationChannels1765700000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table notification_channels (
        name text primary key,
        type text not null,
        settings jsonb not null,
        secrets bytea not null,
        messages_per_minute integer,
        title_template text,
        text_template text,
        version integer not null,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query('create index notifications_sequence on notifications (sequence)');
    await runner.query('create index notification_attempts_started_at on notification_attempts (started_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop index notification_attempts_started_at, notifications_sequence');
    await runner.query('drop table notification_channels');
  }
}
