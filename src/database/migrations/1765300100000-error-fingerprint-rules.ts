import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules by which people group errors themselves. */
export class ErrorFingerprintRules1765300100000 implements MigrationInterface {
  name = 'ErrorFingerprintRules1765300100000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      create table error_fingerprint_rules (
        rule_id uuid primary key,
        name text not null,
        position integer not null,
        matchers jsonb not null,
        fingerprint text[] not null,
        enabled boolean not null default true,
        created_at timestamptz not null,
        updated_at timestamptz not null
      )`);
    await runner.query('create unique index error_fingerprint_rules_name on error_fingerprint_rules (name)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table error_fingerprint_rules');
  }
}
