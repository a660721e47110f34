import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Alerts that a channel gathers into one notification. */
export class NotificationGroups1766000000070 implements MigrationInterface {
  name = 'NotificationGroups1766000000070';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('alter table notification_channels add grouping jsonb');
    await runner.query(`
      create table notification_groups (
        group_id uuid primary key,
        channel text not null,
        group_key text not null,
        labels jsonb not null,
        firing uuid[] not null,
        due_at timestamptz,
        told_at timestamptz,
        constraint notification_groups_key unique (channel, group_key)
      )`);
    await runner.query('create index notification_groups_due on notification_groups (channel, due_at)');
    await runner.query('alter table notifications add group_id uuid, add grouped_into uuid');
    await runner.query(
      'create index notifications_group on notifications (group_id, status, sequence) where group_id is not null',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query("delete from notifications where status in ('waiting', 'grouped')");
    await runner.query('alter table notifications drop group_id, drop grouped_into');
    await runner.query('drop table notification_groups');
    await runner.query('alter table notification_channels drop grouping');
  }
}
