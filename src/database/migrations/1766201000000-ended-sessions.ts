import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The sessions of the pages that were signed out of, until they would have ended by themselves. */
export class EndedSessions1766201000000 implements MigrationInterface {
  name = 'EndedSessions1766201000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table ended_sessions (session_id uuid primary key, ends_at timestamptz not null)');
    await runner.query('create index ended_sessions_ends_at on ended_sessions (ends_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table ended_sessions');
  }
}
