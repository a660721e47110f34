import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Groups of errors that were merged, the users they hit, and the orders and marks they are listed by. */
export class ErrorGroupMerging1765300000000 implements MigrationInterface {
  name = 'ErrorGroupMerging1765300000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table error_fingerprints (
        fingerprint_id uuid primary key,
        group_id uuid not null,
        shares_group boolean not null default false,
        event_count bigint not null,
        first_seen_at timestamptz not null,
        last_seen_at timestamptz not null,
        releases text[] not null default '{}'
      ) with (fillfactor = 80)`);
    await runner.query(`
      insert into error_fingerprints (fingerprint_id, group_id, event_count, first_seen_at, last_seen_at, releases)
      select group_id, group_id, event_count, first_seen_at, last_seen_at, releases from error_groups`);
    await runner.query('create index error_fingerprints_group_id on error_fingerprints (group_id)');
    await runner.query(`
      create table error_group_users (
        group_id uuid not null,
        user_hash uuid not null,
        first_seen_at timestamptz not null,
        last_seen_at timestamptz not null,
        primary key (group_id, user_hash)
      )`);
    await runner.query(`
      create table error_merged_users (
        group_id uuid not null,
        user_hash uuid not null,
        primary key (group_id, user_hash)
      )`);
    await runner.query(`
      insert into error_group_users (group_id, user_hash, first_seen_at, last_seen_at)
      select group_id, encode(substr(sha256(convert_to(user_id, 'UTF8')), 1, 16), 'hex')::uuid, min(occurred_at), max(occurred_at)
      from error_events where user_id is not null group by 1, 2`);
    await runner.query(`
      alter table error_groups
        add column merged_into uuid,
        add column user_count bigint not null default 0,
        add column ignored_until_user_count bigint,
        add column escalating_since timestamptz`);
    await runner.query(`
      update error_groups g set user_count = u.user_count
      from (select group_id, count(*) as user_count from error_group_users group by 1) u where u.group_id = g.group_id`);
    for (const column of ['last_seen_at', 'first_seen_at', 'event_count', 'user_count']) {
      await runner.query(
        `create index error_groups_${column} on error_groups (${column}, group_id) where merged_into is null`,
      );
    }
    for (const column of ['merged_into', 'regressed_at', 'escalating_since']) {
      await runner.query(`create index error_groups_${column} on error_groups (${column}) where ${column} is not null`);
    }
  }

  /** Groups that were merged become groups of their own again, with the counts of their own. */
  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      update error_groups g set event_count = f.event_count, first_seen_at = f.first_seen_at, last_seen_at = f.last_seen_at,
        releases = f.releases
      from error_fingerprints f where f.fingerprint_id = g.group_id`);
    await runner.query(`
      alter table error_groups drop column merged_into, drop column user_count, drop column ignored_until_user_count,
        drop column escalating_since`);
    await runner.query(
      'drop index if exists error_groups_last_seen_at, error_groups_first_seen_at, error_groups_event_count',
    );
    await runner.query('drop table error_fingerprints, error_group_users, error_merged_users');
  }
}
