import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Audit entries, ingest keys and the configuration that changes at run time. */
export class Platform1764000000000 implements MigrationInterface {
  name = 'Platform1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table audit_entries (
        id uuid not null,
        recorded_at timestamptz not null,
        actor text not null,
        action text not null,
        target_type text not null,
        target_id text,
        details jsonb not null default '{}',
        request_id text,
        ip_address text,
        primary key (id, recorded_at)
      ) partition by range (recorded_at)`);
    await runner.query('create table audit_entries_default partition of audit_entries default');
    await runner.query('create index audit_entries_recorded_at on audit_entries (recorded_at desc, id desc)');
    await runner.query(`
      create view audit_logs as
      select id, recorded_at, actor, action, target_type, target_id, details, request_id, ip_address from audit_entries`);

    await runner.query(`
      create table ingest_keys (
        id uuid primary key,
        name text not null,
        key_hash bytea not null unique,
        hint text not null,
        created_at timestamptz not null,
        created_by text not null,
        revoked_at timestamptz
      )`);

    await runner.query(`
      create table configuration_changes (
        name text primary key,
        value jsonb not null,
        changed_at timestamptz not null,
        changed_by text not null
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop view audit_logs');
    await runner.query('drop table audit_entries, ingest_keys, configuration_changes');
  }
}
